import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { canonicalWords } from '@/assembly'
import { useFresh } from '@/pages/fresh'
import { copy } from '@/platform/device'
import { shareText } from '@/platform/share'
import { Read } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, inFours, Page, StateBanner, TextInput } from '@/ui'
import { Box } from '../../box'
import { useDeliberation } from '../../stores'
import '@/assembly/assembly.scss'
import '../../deliberation.scss'

/** The ballot box of a closed poll `?id=`: is mine in it, and all of it to take away. */
export default observer(function BoxPage() {
  const { call } = useStores()
  const { votes } = useDeliberation()
  const { id = '' } = useRouter().params
  const [box] = useState(() => new Box(call, id))
  const read = box.reading.value
  useFresh(box.reading.load)
  useEffect(() => {
    if (read) for (const { code } of votes.codesOf(id)) box.look(code)
  }, [read, votes, box, id])
  return (
    <Page>
      <Read of={box.reading}>
        {(file) => (
          <View>
            <Lookup box={box} />
            <Card title='把票箱带走'>
              <Text className='as-line'>
                {`名册 ${file.roll.heads} 票，票箱里 ${file.tags.length} 票。文件里没有任何人的名字，拿到电脑上用公开的程序可以重算一遍，少一张、多一张、改一张都会被发现。`}
              </Text>
              <Share box={box} />
            </Card>
            {file.ballots && (
              <CellGroup title='票箱里的票（相同的放在一起，没有先后）'>
                {file.ballots.map(({ choice, count }) => (
                  <Cell key={choice} title={canonicalWords(file, choice)} value={`${count} 张`} />
                ))}
              </CellGroup>
            )}
            <Card title='校验值'>
              <Text className='as-line as-quiet'>结束时公布的就是它。文件被改动过，重算出来就不一样。</Text>
              <Text className='dl-hash' selectable userSelect>
                {file.head}
              </Text>
            </Card>
          </View>
        )}
      </Read>
    </Page>
  )
})

const Lookup = observer(function Lookup({ box }: { box: Box }) {
  return (
    <>
      {box.found.map(({ code, there }) => (
        <StateBanner
          key={code}
          tone={there ? 'done' : 'danger'}
          icon={there ? 'check' : 'warning'}
          title={there ? '您的票在票箱里' : '票箱里没有这张票'}
        >
          <Text className='as-line'>{`回执号 ${inFours(code)}`}</Text>
          {!there && <Text className='as-line'>请看看数字有没有抄错。没有抄错，请告诉计票人或社区。</Text>}
        </StateBanner>
      ))}
      <TextInput
        label='用回执号查'
        required
        hint='投票时给您的 16 位数字，空格可以不写'
        type='number'
        maxLength={24}
        placeholder='例如：1234 5678 9012 3456'
        value={box.typed}
        onChange={box.write}
      />
      <Button onPress={() => box.look(box.typed)}>查一查</Button>
      <View className='dl-gap' />
    </>
  )
})

const Share = observer(function Share({ box }: { box: Box }) {
  const [failed, setFailed] = useState(false)
  const { file } = box
  if (!file) return null
  const share = async () => setFailed(!(await shareText(file.name, file.text)))
  return (
    <>
      <Button kind='plain' icon='download' onPress={share}>
        导出票箱文件
      </Button>
      {failed && (
        <Button kind='plain' icon='copy' onPress={() => copy(file.text)}>
          没有导出，改为复制内容
        </Button>
      )}
    </>
  )
})
