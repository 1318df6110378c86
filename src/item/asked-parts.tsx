import type { ActionError } from '@contract/errors'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { aria } from '@/platform/aria'
import { identity } from '@/platform/identity'
import { useStores } from '@/stores'
import { Button, Card, Confirm, type IconName, StateBanner } from '@/ui'
import './asked.scss'

/** A form as these parts look at it. */
interface AnyForm {
  value: { step: number }
  plan: { steps: readonly string[] }
  restored: boolean
  sending: boolean
  failure?: ActionError
  next(): void
  back(): void
  startOver(): void
}

const choosePersona = () => void Taro.navigateTo({ url: '/account/pages/people/index' })

/** What a person should know when they come to a form. */
export const BeforeForm = observer(function BeforeForm({
  form,
  carried = false,
}: {
  form: AnyForm
  /** What is in it comes from a topic, and was not left over. */
  carried?: boolean
}) {
  const { session } = useStores()
  const [clearing, setClearing] = useState(false)
  return (
    <>
      {session.signedOut && identity.chosen && (
        <Card title='还没有登录'>
          <Text className='asked-line'>先选一个演示身份再发送。现在填的内容会留着。</Text>
          <Button kind='plain' onPress={choosePersona}>
            选演示身份
          </Button>
        </Card>
      )}
      {form.restored && (
        <StateBanner tone='neutral' icon='edit' title={carried ? '议题里的话已经写好' : '上次没发完的还在'}>
          <Text>接着填就行。</Text>
          <Button kind='text' onPress={() => setClearing(true)}>
            不要了，重新填
          </Button>
        </StateBanner>
      )}
      <Confirm
        open={clearing}
        title='重新填写'
        text='上次填的文字、照片和位置都会清掉。'
        action='清掉，重新填'
        danger
        onClose={() => setClearing(false)}
        onConfirm={() => {
          setClearing(false)
          form.startOver()
        }}
      />
    </>
  )
})

/** Back and on, and the sending at the last step. */
export const FormFoot = observer(function FormFoot({
  form,
  send,
  icon,
  on = '下一步',
}: {
  form: AnyForm
  send: () => void
  /** On the button that sends. */
  icon?: IconName
  /** On the button to the next step. */
  on?: string
}) {
  const { value, failure } = form
  return (
    <>
      {failure && (
        <View className='asked-failure' {...aria({ role: 'alert', live: 'assertive' })}>
          <Text>{failure.message}</Text>
          {failure.code === 'UNAUTHENTICATED' && identity.chosen && (
            <Button kind='text' onPress={choosePersona}>
              选演示身份
            </Button>
          )}
        </View>
      )}
      <View className='asked-foot'>
        {value.step > 1 && (
          <View className='asked-foot__back'>
            <Button kind='plain' disabled={form.sending} onPress={form.back}>
              上一步
            </Button>
          </View>
        )}
        <View className='asked-foot__on'>
          {value.step === form.plan.steps.length ? (
            <Button icon={icon} busy={form.sending} onPress={send}>
              发送
            </Button>
          ) : (
            <Button onPress={form.next}>{on}</Button>
          )}
        </View>
      </View>
    </>
  )
})
