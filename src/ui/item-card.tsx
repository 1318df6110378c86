import type { ItemSummary } from '@contract/item'
import { stateLabel } from '@contract/labels'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useStores } from '@/stores'
import { Tag, type Tone } from './state'
import { Tap } from './tap'
import { dueWords, urgencyOf } from './time'
import './item-card.scss'

/** The calm colour of an item: overdue before due soon, closed in green, the rest under way. */
export function itemTone(item: Pick<ItemSummary, 'dueAt' | 'state'>, now: number): Tone {
  if (item.dueAt === undefined) return item.state === 'closed' ? 'done' : 'neutral'
  const urgency = urgencyOf(item.dueAt, now)
  if (urgency === 'overdue') return 'danger'
  return urgency === 'soon' ? 'warn' : 'accent'
}

/** One item in a list: what, where, in which state, owed by when. */
export const ItemCard = observer(function ItemCard({ item, onPress }: { item: ItemSummary; onPress: () => void }) {
  const { session } = useStores()
  const now = session.now()
  return (
    <Tap className='hh-item' onPress={onPress} role='button'>
      <View className='hh-item__head'>
        <Text className='hh-item__title'>{item.title}</Text>
        <Tag tone={itemTone(item, now)}>{stateLabel(item.kind, item.state)}</Tag>
      </View>
      {item.place !== '' && <Text className='hh-item__line'>{item.place}</Text>}
      <View className='hh-item__line'>
        <Text>{item.responsible.name}</Text>
        {item.dueAt !== undefined && <Text className='hh-item__due'>{dueWords(item.dueAt, now)}</Text>}
      </View>
      <Text className='hh-item__line'>{item.confidential ? `${item.number} · 保密` : item.number}</Text>
    </Tap>
  )
})
