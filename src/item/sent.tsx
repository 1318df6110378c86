import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { type ReactNode, useState } from 'react'
import { subscriptions } from '@/platform/subscriptions'
import { type OutboxEntry, useStores } from '@/stores'
import { Button, Card, Page, StateBanner } from '@/ui'
import './sent.scss'

const home = () => void Taro.switchTab({ url: '/pages/home/index' })

/** One line of the page one can show to a neighbour: number, who, by when. */
export const SentLine = ({ label, value, large = false }: { label: string; value: string; large?: boolean }) => (
  <View className='sent-line'>
    <Text className='sent-line__label'>{label}</Text>
    <Text className={large ? 'sent-line__value sent-line__value--large' : 'sent-line__value'} userSelect>
      {value}
    </Text>
  </View>
)

/** Asks for WeChat's messages only after a tap, and only where there are any. */
export const AllowMessages = observer(function AllowMessages() {
  const { call } = useStores()
  const [said, setSaid] = useState<string>()
  if (!subscriptions.available) return null
  const ask = async () => {
    const templates = await subscriptions.ask(['itemProgress'])
    if (templates.length > 0) await call('account.allowMessages', { templates }).catch(() => undefined)
    setSaid(templates.length > 0 ? '好的，有进展时微信会通知您。' : '没关系，进展都在「消息」里。')
  }
  return (
    <Card>
      {said ? (
        <Text>{said}</Text>
      ) : (
        <Button kind='plain' icon='bell' onPress={ask}>
          进展通知我
        </Button>
      )}
    </Card>
  )
})

/** Written down without a network: it goes out by itself, once. */
export const Waiting = observer(function Waiting({ entry, children }: { entry: OutboxEntry; children?: ReactNode }) {
  const { outbox } = useStores()
  return (
    <Page
      footer={
        <>
          <Button busy={entry.state === 'sending'} onPress={outbox.flush}>
            现在再试一次
          </Button>
          <Button kind='text' onPress={home}>
            回首页
          </Button>
        </>
      }
    >
      <StateBanner tone='warn' icon='offline' title='没有网络，已存好，待发送'>
        <Text>有了网络，打开这个小程序就会自动发出，只发一次。不用重新填。</Text>
      </StateBanner>
      {children}
    </Page>
  )
})

/** The city did not take it: why, and the way back into the form at `form`. */
export const Refused = observer(function Refused({ entry, form }: { entry: OutboxEntry; form: string }) {
  return (
    <Page
      footer={
        <>
          <Button onPress={() => void Taro.redirectTo({ url: `${form}?mend=${entry.requestId}` })}>修改后再发</Button>
          <Button kind='text' onPress={home}>
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
