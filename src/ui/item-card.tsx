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

/** What each state waits for, after 前 or 未. */
const owes: Record<string, string> = {
  routed: '接单',
  booked: '接单',
  requested: '受理',
  agreed: '确认',
  accepted: '办结',
  whistled: '派单',
  assigned: '接单',
  resolved: '确认',
  reopened: '答复',
  arbitration: '裁定',
}

/** What is owed and by when: 今天 18:00 前接单, 已超时 3 小时未接单. Undefined once nothing is owed. */
export function owedWords(item: Pick<ItemSummary, 'dueAt' | 'state'>, now: number): string | undefined {
  if (item.dueAt === undefined) return undefined
  const due = dueWords(item.dueAt, now)
  const what = owes[item.state] ?? '答复'
  return urgencyOf(item.dueAt, now) === 'overdue' ? `${due}未${what}` : `${due}${what}`
}

/** One item in a list: what, where, in which state, owed by when. */
export const ItemCard = observer(function ItemCard({ item, onPress }: { item: ItemSummary; onPress: () => void }) {
  const { session } = useStores()
  const now = session.now()
  const owed = owedWords(item, now)
  const tone = itemTone(item, now)
  return (
    <Tap className='hh-item' onPress={onPress} role='button'>
      <View className='hh-item__head'>
        <Text className='hh-item__title'>{item.title}</Text>
        <Tag tone={tone}>{stateLabel(item.kind, item.state)}</Tag>
      </View>
      {item.place !== '' && <Text className='hh-item__line'>{item.place}</Text>}
      {owed !== undefined && (
        <Text
          className={tone === 'danger' ? 'hh-item__owed hh-item__owed--late' : 'hh-item__owed'}
        >{`${item.responsible.name}：${owed}`}</Text>
      )}
      <Text className='hh-item__line'>{item.confidential ? `${item.number} · 保密` : item.number}</Text>
    </Tap>
  )
})
