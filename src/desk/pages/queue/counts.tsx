import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Tap } from '@/ui'
import type { Queue } from '../../queue'

/** How much waits for my units, whatever the list below is filtered by; 已超时 narrows the list to it. */
export const Counts = observer(function Counts({ queue }: { queue: Queue }) {
  const { counts } = queue
  if (!counts) return null
  return (
    <View className='desk-counts'>
      <Count label='待处理' value={counts.open} onPress={queue.showAll} />
      <Count
        label='已超时'
        value={counts.overdue}
        danger={counts.overdue > 0}
        onPress={() => queue.narrow({ scope: 'mine', overdue: true })}
      />
      <Count label='一天内到期' value={counts.soon} />
    </View>
  )
})

const Count = ({
  label,
  value,
  danger = false,
  onPress,
}: {
  label: string
  value: number
  danger?: boolean
  onPress?: () => void
}) => (
  <Tap className='desk-counts__cell' onPress={onPress}>
    <Text className={danger ? 'desk-counts__number desk-counts__number--danger' : 'desk-counts__number'}>
      {/* The server counts up to 100 */}
      {value >= 100 ? '100+' : value}
    </Text>
    <Text className='desk-counts__label'>{label}</Text>
  </Tap>
)
