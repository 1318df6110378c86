import type { PatronAnswer } from '@contract/booking'
import { allergens, bookerCapacities, diets, patronKinds, proxyStates, serviceKinds } from '@contract/booking-words'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { dateWords, Failed, listWords, Read } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Confirm, Page, Sheet, Tag, TextInput, whenWords } from '@/ui'
import { go } from '../../go'
import { type Grant, People } from '../../people'
import '../../booking.scss'

/** Whom I may book for, and who may book for me. */
export default observer(function PeoplePage() {
  const { call, session } = useStores()
  const [people] = useState(() => new People(call))
  const [entering, setEntering] = useState(false)
  useFresh(async () => {
    await session.load()
    await people.load()
  })
  const accept = async () => {
    if (await people.accept()) setEntering(false)
  }
  return (
    <Page>
      {!entering && <Failed deed={people.deed} />}
      <Read of={people.patrons}>
        {(patrons) => (
          <>
            <CellGroup title='我和孩子'>
              {!patrons.some(({ as }) => as === 'self') && (
                <Cell
                  icon='person'
                  title='填我的资料'
                  hint='出生日期、忌口、过敏'
                  onPress={() => go.card({ kind: 'self' })}
                />
              )}
              {patrons
                .filter(({ as }) => as === 'self' || as === 'guardian')
                .map((card) => (
                  <CardCell key={card.patronId} card={card} />
                ))}
              <Cell
                icon='plus'
                title='添加孩子'
                hint='托管要用：过敏、谁可以接'
                onPress={() => go.card({ kind: 'child' })}
              />
            </CellGroup>
            <Read of={people.proxies} cards={1}>
              {() => (
                <>
                  <Proxies title='我能替谁约' proxies={people.received} people={people} />
                  <Proxies title='谁能替我约' proxies={people.given} people={people} />
                </>
              )}
            </Read>
          </>
        )}
      </Read>
      <CellGroup>
        <Cell icon='person' title='让家人或邻居替我约' hint='定好能约什么、到什么时候，随时收回' onPress={go.proxy} />
        <Cell
          icon='check'
          title='我收到了代约码'
          hint='输入 8 位数字，就能替对方预约'
          onPress={() => setEntering(true)}
        />
      </CellGroup>
      <Sheet open={entering} title='输入代约码' onClose={() => setEntering(false)}>
        <TextInput
          label='代约码'
          required
          type='number'
          maxLength={8}
          placeholder='8 位数字'
          value={people.code}
          error={people.deed.error('code')}
          onChange={people.setCode}
        />
        <Failed deed={people.deed} shown={['code']} />
        <Button onPress={accept}>替对方预约</Button>
      </Sheet>
    </Page>
  )
})

const CardCell = ({ card }: { card: PatronAnswer }) => {
  const facts = [
    card.birthday && `${dateWords(card.birthday)}生`,
    listWords(diets, card.diets),
    card.allergies.length > 0 && `过敏：${listWords(allergens, card.allergies)}`,
    card.kind === 'child' && `${card.fetchers.length} 人可以接`,
  ]
  return (
    <Cell
      icon={card.kind === 'child' ? 'child' : 'person'}
      title={card.name}
      hint={facts.filter(Boolean).join('，') || '还没有填资料'}
      value={card.as === 'self' ? <Verified card={card} /> : patronKinds[card.kind]}
      onPress={() => go.card({ id: card.patronId })}
    />
  )
}

const Verified = ({ card }: { card: PatronAnswer }) =>
  card.verified ? <Tag tone='done'>已核对</Tag> : <Tag>{bookerCapacities.self}</Tag>

const Proxies = observer(function Proxies({
  title,
  proxies,
  people,
}: {
  title: string
  proxies: Grant[]
  people: People
}) {
  const { session } = useStores()
  const [revoking, setRevoking] = useState<Grant>()
  if (proxies.length === 0) return null
  const revoke = async () => {
    if (revoking) await people.revoke(revoking)
    setRevoking(undefined)
  }
  return (
    <>
      {proxies.map((proxy) => (
        <Card
          key={proxy.proxyId}
          title={proxy.side === 'received' ? `替 ${people.nameOf(proxy)}` : proxy.name}
          extra={<Tag tone={proxy.state === 'active' ? 'done' : 'warn'}>{proxyStates[proxy.state]}</Tag>}
        >
          <Text className='bk-line'>{`${title}：${listWords(serviceKinds, proxy.scope)}`}</Text>
          <Text className='bk-line bk-quiet'>{`到${whenWords(proxy.until, session.now())}为止`}</Text>
          {proxy.recordedBy !== undefined && <Text className='bk-line bk-quiet'>{`由${proxy.recordedBy}登记`}</Text>}
          <Button kind='text' label={`收回：${people.nameOf(proxy)}`} onPress={() => setRevoking(proxy)}>
            {proxy.side === 'given' ? '收回，不让约了' : '不再替对方约'}
          </Button>
        </Card>
      ))}
      <Confirm
        open={revoking !== undefined}
        title='收回代约？'
        text='马上生效。已经约好的照旧，要取消请到「我的预约」。'
        action='收回'
        danger
        onClose={() => setRevoking(undefined)}
        onConfirm={revoke}
      />
    </>
  )
})
