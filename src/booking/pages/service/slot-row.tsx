import type { Dish, SlotAnswer } from '@contract/booking'
import { slotStates } from '@contract/booking-words'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Button, Card, Tag, type Tone } from '@/ui'
import { go } from '../../go'
import { priceWords } from '../../rule-words'

const tones: Record<SlotAnswer['state'], Tone> = {
  open: 'done',
  full: 'warn',
  early: 'neutral',
  late: 'neutral',
  closed: 'neutral',
}

function stateWords({ state, left, waiting }: SlotAnswer): string {
  if (state === 'open') return `余 ${left}`
  if (state === 'full') return waiting > 0 ? `约满，${waiting} 人排队` : '约满'
  return slotStates[state]
}

/** Whether it may still be had: of what cannot, nobody asks what it costs. */
const mayHave = ({ state }: SlotAnswer) => state === 'open' || state === 'full' || state === 'early'

/** One slot: its time, what is left, what is on the table, and the one thing to do. */
export const SlotRow = observer(function SlotRow({
  slot,
  title,
  dishes,
  changing,
  onTake,
}: {
  slot: SlotAnswer
  title: string
  dishes: Dish[]
  changing: boolean
  onTake: () => void
}) {
  return (
    <Card title={title} extra={<Tag tone={tones[slot.state]}>{stateWords(slot)}</Tag>}>
      {dishes.length > 0 && <Text className='bk-line'>{dishes.map(({ name }) => name).join('、')}</Text>}
      {!changing && slot.price && mayHave(slot) && (
        <Text className='bk-line'>{priceWords(slot.price, slot.mealTime !== undefined)}</Text>
      )}
      {slot.state !== 'open' && slot.why !== undefined && <Text className='bk-line bk-quiet'>{slot.why}</Text>}
      <Take slot={slot} title={title} changing={changing} onTake={onTake} />
    </Card>
  )
})

function Take({
  slot,
  title,
  changing,
  onTake,
}: {
  slot: SlotAnswer
  title: string
  changing: boolean
  onTake: () => void
}) {
  const { bookingId, waitId, state } = slot
  if (bookingId !== undefined)
    return (
      <Button kind='plain' icon='check' label={`${title} 已约，看预约码`} onPress={() => go.booking(bookingId)}>
        您已约，看预约码
      </Button>
    )
  if (waitId !== undefined)
    return (
      <Button kind='plain' icon='clock' label={`${title} 正在排队，看位置`} onPress={go.mine}>
        您在排队，看位置
      </Button>
    )
  if (state === 'open')
    return (
      <Button kind='plain' label={changing ? `改到 ${title}` : `约 ${title}`} onPress={onTake}>
        {changing ? '改到这个时间' : '约这个时间'}
      </Button>
    )
  if (state === 'full' && !changing)
    return (
      <Button kind='text' label={`排队等 ${title}`} onPress={onTake}>
        排队等空位
      </Button>
    )
  return null
}
