import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { Failed, Read } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Choice, Confirm, Empty, List, Page, PhotoPicker, Sheet, When } from '@/ui'
import { type GivenProxy, Proxies } from '../../proxies'
import '@/assembly/assembly.scss'
import '../../chair.scss'

/** Passing on an owner's vote in the poll `?poll=`, and who has passed on theirs. */
export default observer(function ProxyPage() {
  const { call } = useStores()
  const { poll = '' } = useRouter().params
  const [page] = useState(() => new Proxies(call, poll))
  useFresh(page.load)
  return (
    <Page footer={page.mine.length > 0 && <Button onPress={page.give}>委托出去</Button>}>
      <Failed deed={page.deed} shown={['memberId', 'photos', 'rollKey']} />
      <Read of={page.poll} cards={1}>
        {() => (page.mine.length > 0 ? <Give page={page} /> : null)}
      </Read>
      <Read of={page.list} cards={1}>
        {(proxies) => <Given proxies={proxies} page={page} />}
      </Read>
    </Page>
  )
})

const Give = observer(function Give({ page }: { page: Proxies }) {
  const [choosing, setChoosing] = useState(false)
  const { mine, deed } = page
  return (
    <>
      <Card title='请别人替您投'>
        <Text className='as-line'>
          写一张委托书，写明委托谁、投哪一次，签上名字拍下来。投票之前随时可以收回。受托的人不能再转托别人。
        </Text>
      </Card>
      {mine.length > 1 && (
        <Choice
          label='委托哪一票'
          required
          options={mine.map(({ rollKey, label }) => ({ value: rollKey, label }))}
          value={page.rollKey}
          error={deed.error('rollKey')}
          onChange={page.chooseVote}
        />
      )}
      <CellGroup>
        <Cell
          icon='person'
          title='委托给谁'
          value={page.holder?.name ?? '请选择'}
          hint={deed.error('memberId') && (page.holder ? deed.error('memberId') : '请选一位邻居')}
          onPress={() => setChoosing(true)}
        />
      </CellGroup>
      <PhotoPicker label='委托书照片' required tray={page.photos} error={deed.error('photos')} />
      <Sheet open={choosing} title='委托给谁' onClose={() => setChoosing(false)}>
        {page.members && (
          <List
            list={page.members}
            row={(member) => (
              <Cell
                key={member.memberId}
                title={member.name}
                onPress={() => {
                  page.chooseHolder(member)
                  setChoosing(false)
                }}
              />
            )}
            empty={<Empty title='群里还没有别人' />}
          />
        )}
      </Sheet>
    </>
  )
})

const Given = observer(function Given({ proxies, page }: { proxies: readonly GivenProxy[]; page: Proxies }) {
  const [revoking, setRevoking] = useState<string>()
  const revoke = async () => {
    if (revoking) await page.revoke(revoking)
    setRevoking(undefined)
  }
  if (proxies.length === 0) return <Empty title='还没有人委托投票' hint='谁把票委托给了谁，都会列在这里' />
  return (
    <View>
      <Text className='as-heading'>{`已委托的票（${proxies.length}）`}</Text>
      {proxies.map(({ rollKey, units, holder, at }) => (
        <View key={rollKey} className='as-topic'>
          <Text className='as-topic__title'>{units.join('、')}</Text>
          <Text className='as-line'>{`委托给 ${holder}`}</Text>
          <View className='as-line as-quiet'>
            <When at={at} still />
          </View>
          {page.given.includes(rollKey) && (
            <Button kind='danger' onPress={() => setRevoking(rollKey)}>
              收回委托
            </Button>
          )}
        </View>
      ))}
      <Confirm
        open={revoking !== undefined}
        title='收回委托？'
        text='马上生效，之后由您自己投。对方已经投了的，收不回来。'
        action='收回'
        danger
        onClose={() => setRevoking(undefined)}
        onConfirm={revoke}
      />
    </View>
  )
})
