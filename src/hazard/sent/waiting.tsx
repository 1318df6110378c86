import { Text } from '@tarojs/components'
import { Waiting } from '@/item/sent'
import type { OutboxEntry } from '@/stores'
import { Card } from '@/ui'

const isConfidential = (entry: OutboxEntry) => 'confidential' in entry.input && entry.input.confidential === true

/** A report that waits for the network, and what matters about it meanwhile. */
export const WaitingReport = ({ entry }: { entry: OutboxEntry }) => (
  <Waiting entry={entry}>
    {isConfidential(entry) && (
      <Card title='保密报告'>
        <Text>内容只存在这部手机里，发出后就清掉。查询码会留在首页等您来抄。</Text>
      </Card>
    )}
    <Card title='情况紧急？'>
      <Text>有人受伤、起火或闻到燃气味，请直接打 110、119、120，不要等网络。</Text>
    </Card>
  </Waiting>
)
