import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { subscriptions } from '@/platform/subscriptions'
import { useStores } from '@/stores'
import { Button, Card } from '@/ui'

/** Asks for one WeChat message, after a tap and only where there are any; the inbox has it in any case. */
export const Reminder = observer(function Reminder() {
  const { call } = useStores()
  const [said, setSaid] = useState<string>()
  if (!subscriptions.available) return null
  const ask = async () => {
    const templates = await subscriptions.ask(['reminder'])
    if (templates.length > 0) await call('account.allowMessages', { templates }).catch(() => undefined)
    setSaid(templates.length > 0 ? '好的，到时微信会提醒您一次。' : '没关系，提醒也在「消息」里。')
  }
  return (
    <Card>
      {said ? (
        <Text>{said}</Text>
      ) : (
        <Button kind='plain' icon='bell' onPress={ask}>
          到时提醒我
        </Button>
      )}
    </Card>
  )
})
