import type { ItemSummary } from '@contract/item'
import { stateLabel } from '@contract/labels'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { deadlineWords, SeverityTag } from '@/item'
import { useStores } from '@/stores'
import { itemTone, Tag, Tap } from '@/ui'

/** One item of the queue: by when, how urgent, what and where. */
export const Row = observer(function Row({
  item,
  withUnit,
  selected,
  onPress,
}: {
  item: ItemSummary
  /** Says whose it is, where the list shows more than mine. */
  withUnit: boolean
  selected: boolean
  onPress: () => void
}) {
  const { session } = useStores()
  const now = session.now()
  const quiet = [stateLabel(item.kind, item.state), withUnit && item.responsible.name, item.confidential && '保密']
  return (
    <Tap className={selected ? 'desk-row desk-row--on' : 'desk-row'} onPress={onPress}>
      <View className='desk-row__head'>
        {item.dueAt !== undefined && <Tag tone={itemTone(item, now)}>{deadlineWords(item.dueAt, now)}</Tag>}
        {item.severity !== 'ordinary' && <SeverityTag severity={item.severity} />}
      </View>
      <Text className='desk-row__title'>{item.title}</Text>
      <Text className='desk-row__line'>{item.place}</Text>
      <Text className='desk-row__line desk-row__line--quiet'>{quiet.filter(Boolean).join(' · ')}</Text>
    </Tap>
  )
})
