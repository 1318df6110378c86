import { Text } from '@tarojs/components'
import { copy } from '@/platform/device'
import { Button, Card } from '@/ui'
import './service.scss'

/** A text to read out or to send to somebody who has only a phone. */
export const Handover = ({ title = '念给老人听，或发短信', text }: { title?: string; text: string }) => (
  <Card title={title}>
    <Text className='handover' userSelect>
      {text}
    </Text>
    <Button kind='plain' icon='copy' onPress={() => copy(text)}>
      复制
    </Button>
  </Card>
)
