import { Text } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { type OutboxEntry, useStores } from '@/stores'
import { Button, Card, Page, StateBanner } from '@/ui'
import { go } from '../go'

const isConfidential = (entry: OutboxEntry) => 'confidential' in entry.input && entry.input.confidential === true

/** Written down without a network: it goes out by itself, once. */
export const Waiting = observer(function Waiting({ entry }: { entry: OutboxEntry }) {
  const { outbox } = useStores()
  return (
    <Page
      footer={
        <>
          <Button busy={entry.state === 'sending'} onPress={outbox.flush}>
            现在再试一次
          </Button>
          <Button kind='text' onPress={go.home}>
            回首页
          </Button>
        </>
      }
    >
      <StateBanner tone='warn' icon='offline' title='没有网络，已存好，待发送'>
        <Text>有了网络，打开这个小程序就会自动发出，只发一次。不用重新填。</Text>
      </StateBanner>
      {isConfidential(entry) && (
        <Card title='保密报告'>
          <Text>内容只存在这部手机里，发出后就清掉。查询码会留在首页等您来抄。</Text>
        </Card>
      )}
      <Card title='情况紧急？'>
        <Text>有人受伤、起火或闻到燃气味，请直接打 110、119、120，不要等网络。</Text>
      </Card>
    </Page>
  )
})

/** The city did not take it: why, and the way back into the form. */
export const Refused = observer(function Refused({ entry }: { entry: OutboxEntry }) {
  const mend = () => void Taro.redirectTo({ url: `/hazard/pages/report/index?mend=${entry.requestId}` })
  return (
    <Page
      footer={
        <>
          <Button onPress={mend}>修改后再发</Button>
          <Button kind='text' onPress={go.home}>
            回首页
          </Button>
        </>
      }
    >
      <StateBanner tone='danger' icon='warning' title='没有发出'>
        <Text>{entry.error?.message ?? '请改一改再发。'}您填的内容都还在。</Text>
      </StateBanner>
    </Page>
  )
})
