import type { Answer } from '@contract'
import type { ActionError } from '@contract/errors'
import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { copy } from '@/platform/device'
import { identity } from '@/platform/identity'
import { asActionError, forgetDrafts, useStores } from '@/stores'
import { Button, Card, Cell, Confirm, ErrorBlock, Page, StateBanner } from '@/ui'
import './index.scss'

const facts = [
  '您报的事，只有您、负责的网格和办这件事的单位能看到。',
  '您申请的调解，只有您和调解的人能看到。',
  '您的电话平时打码显示。谁看了完整的号码，办理过程里会记一笔。',
  '保密上报不记是谁报的，只凭查询码查进度，查询码我们也不存。',
  '您可以随时导出自己的数据，也可以删除。',
]

/** What the city knows of a person, a copy of it, and its erasure. */
export default observer(function Privacy() {
  const stores = useStores()
  const { call, session } = stores
  useDidShow(() => void session.load())
  const [exported, setExported] = useState<Answer<'account.export'>>()
  const [erased, setErased] = useState<Answer<'account.erase'>>()
  const [asking, setAsking] = useState(false)
  const [error, setError] = useState<ActionError>()

  const attempt = async (work: () => Promise<void>) => {
    setError(undefined)
    try {
      await work()
    } catch (e) {
      setError(asActionError(e))
    }
  }
  const read = () => attempt(async () => setExported(await call('account.export', {})))
  const erase = () =>
    attempt(async () => {
      const answer = await call('account.erase', { confirm: 'ERASE' })
      setErased(answer)
      setExported(undefined)
      forgetDrafts()
      stores.outbox.clear()
      await stores.become(identity.chosen ? undefined : identity.current())
    }).finally(() => setAsking(false))

  if (erased)
    return (
      <Page>
        <StateBanner tone='done' icon='check' title='已删除您的个人数据'>
          <Text>{erased.kept}</Text>
        </StateBanner>
      </Page>
    )
  return (
    <Page>
      <Card title='我们怎样对待您的信息'>
        {facts.map((fact) => (
          <Text key={fact} className='privacy-fact'>
            {fact}
          </Text>
        ))}
      </Card>
      {error && <ErrorBlock error={error} />}
      {session.me && (
        <>
          <Card title='导出我的数据'>
            <Text className='privacy-fact'>住址登记、您报过的事、收到的消息和您的资料。</Text>
            <Button kind='plain' icon='download' onPress={read}>
              导出
            </Button>
            {exported && <Exported data={exported} />}
          </Card>
          <Card title='删除我的数据'>
            <Text className='privacy-fact'>
              姓名、电话、住址登记和消息都会删除。办件按规定要留存，留存的记录里不再有您的名字。删除后不能恢复。
            </Text>
            <Button kind='danger' icon='bin' onPress={() => setAsking(true)}>
              删除我的数据
            </Button>
          </Card>
        </>
      )}
      <Confirm
        open={asking}
        title='删除我的数据？'
        text='删除后不能恢复。正在办的事会继续办，但您不会再收到进展。'
        action='删除'
        danger
        onClose={() => setAsking(false)}
        onConfirm={erase}
      />
    </Page>
  )
})

/** What the copy holds, by the name that each part has in it. */
const parts: Record<string, string> = {
  memberships: '住址登记',
  reports: '报过的事',
  joined: '一起跟进的事',
  messages: '消息',
  roles: '工作身份',
}

/** How much there is of each part, and all of it to copy. */
function Exported({ data }: { data: Answer<'account.export'> }) {
  const [shown, setShown] = useState(false)
  const text = JSON.stringify(data, null, 2)
  // Where copying is not allowed the text is shown, to be copied by hand
  const onCopy = async () => setShown(!(await copy(text)))
  return (
    <View className='privacy-copy'>
      {Object.entries(data.data).map(
        ([key, value]) =>
          parts[key] && Array.isArray(value) && <Cell key={key} title={parts[key]} value={`${value.length} 条`} />,
      )}
      <Button icon='copy' kind='plain' onPress={onCopy}>
        复制全部内容
      </Button>
      {shown && (
        <Text className='privacy-data' selectable userSelect>
          {text}
        </Text>
      )}
    </View>
  )
}
