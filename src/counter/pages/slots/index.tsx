import type { Answer } from '@contract'
import type { SlotAnswer } from '@contract/booking'
import { mealTimes, slotStates } from '@contract/booking-words'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { bookingDeed, dayOfDigits, Failed, Read, Reading, spanOf, unknownYear } from '@/service'
import { useStores } from '@/stores'
import {
  Button,
  Card,
  Cell,
  CellGroup,
  Choice,
  dayAt,
  dayWords,
  Page,
  Sheet,
  StateBanner,
  Tag,
  TextArea,
  TextInput,
} from '@/ui'
import { go } from '../../go'
import { asNumber } from '../../numbers'
import '../../counter.scss'

type Slots = Answer<'booking.slots'>

/** Two weeks of `?service=`: each day, and each slot of it, may be changed by itself. */
export default observer(function SlotsPage() {
  const { call, session } = useStores()
  const { service = '' } = useRouter().params
  const [reading] = useState(
    () =>
      new Reading<Slots>(() =>
        call('booking.slots', { serviceId: service, from: dayAt(session.now()), to: dayAt(session.now(), 13) }),
      ),
  )
  const [slot, setSlot] = useState<SlotAnswer>()
  useFresh(async () => {
    await session.load()
    await reading.load()
  })
  return (
    <Page>
      <Read of={reading} cards={4}>
        {({ days, slots, unknownFrom }) => (
          <>
            {unknownFrom !== undefined && (
              <StateBanner tone='warn' icon='calendar' title={unknownYear(unknownFrom)}>
                <Text>市里填了放假通知以后，那一年的日子才能预约。</Text>
              </StateBanner>
            )}
            {days.map(({ date, note }) => (
              <Day
                key={date}
                date={date}
                note={note}
                slots={slots.filter((one) => one.date === date)}
                onHours={() => go.hours(service, date)}
                onSlot={setSlot}
              />
            ))}
          </>
        )}
      </Read>
      <AnotherDay service={service} />
      {slot && <Edit slot={slot} onClose={() => setSlot(undefined)} onDone={reading.load} />}
    </Page>
  )
})

/** One day: how it opens, and its slots. */
const Day = observer(function Day({
  date,
  note,
  slots,
  onHours,
  onSlot,
}: {
  date: string
  note: string | undefined
  slots: SlotAnswer[]
  onHours: () => void
  onSlot: (slot: SlotAnswer) => void
}) {
  const { session } = useStores()
  return (
    <>
      <CellGroup>
        <Cell
          icon='calendar'
          title={dayWords(date, session.now(), true)}
          hint={[slots.length === 0 ? '不开放' : '', note].filter(Boolean).join('，') || '轻点换时间、停一天'}
          onPress={onHours}
        />
      </CellGroup>
      {slots.map((one) => (
        <Card
          key={one.slotId}
          title={`${one.mealTime ? mealTimes[one.mealTime] : ''} ${spanOf(one)}`.trim()}
          extra={<Tag tone={one.state === 'closed' ? 'neutral' : 'accent'}>{slotStates[one.state]}</Tag>}
        >
          <Text className='ct-line'>
            {`名额 ${one.capacity}，还剩 ${one.left}${one.waiting > 0 ? `，${one.waiting} 人排队` : ''}`}
          </Text>
          <View className='ct-row'>
            <Button kind='plain' label={`改 ${one.date} ${spanOf(one)}`} onPress={() => onSlot(one)}>
              改名额、停开
            </Button>
          </View>
        </Card>
      ))}
    </>
  )
})

/** A day further on. */
const AnotherDay = observer(function AnotherDay({ service }: { service: string }) {
  const [typed, setTyped] = useState('')
  const date = typed.length === 8 ? dayOfDigits(typed) : undefined
  return (
    <Card title='两周以后的日子'>
      <TextInput
        label='哪一天'
        type='number'
        hint='8 位数字，例如 20270101'
        maxLength={8}
        value={typed}
        onChange={setTyped}
      />
      <Button kind='plain' disabled={date === undefined} onPress={() => date !== undefined && go.hours(service, date)}>
        安排这一天
      </Button>
    </Card>
  )
})

const Edit = observer(function Edit({
  slot,
  onClose,
  onDone,
}: {
  slot: SlotAnswer
  onClose: () => void
  onDone: () => Promise<void>
}) {
  const { call } = useStores()
  const [deed] = useState(() => bookingDeed(call))
  const [places, setPlaces] = useState(String(slot.capacity))
  const [open, setOpen] = useState<'open' | 'closed'>(slot.state === 'closed' ? 'closed' : 'open')
  const [reason, setReason] = useState('')
  const save = async () => {
    const closed = open === 'closed'
    const answer = await deed.run('booking.editSlot', {
      slotId: slot.slotId,
      ...(Number(places) !== slot.capacity && { places: asNumber(places) }),
      ...(closed !== (slot.state === 'closed') && { closed }),
      reason: reason.trim() || undefined,
    })
    if (!answer) return
    onClose()
    await onDone()
  }
  return (
    <Sheet open title={spanOf(slot)} onClose={onClose}>
      <Failed deed={deed} shown={['places', 'reason']} />
      <TextInput
        label='名额'
        required
        type='number'
        hint={`已经占用 ${slot.capacity - slot.left}，不能比它少`}
        maxLength={4}
        value={places}
        error={deed.error('places')}
        onChange={setPlaces}
      />
      <Choice
        label='这一次开不开'
        required
        options={[
          { value: 'open', label: '照常开' },
          { value: 'closed', label: '停开', hint: '已有的预约都会取消，并告诉他们原因' },
        ]}
        value={open}
        onChange={setOpen}
      />
      {open === 'closed' && slot.state !== 'closed' && (
        <TextArea
          label='停开的原因'
          required
          hint='会发给每个约了的人'
          maxLength={limits.note.max}
          value={reason}
          error={deed.error('reason')}
          onChange={setReason}
        />
      )}
      <Button kind={open === 'closed' && slot.state !== 'closed' ? 'danger' : 'primary'} onPress={save}>
        {open === 'closed' && slot.state !== 'closed' ? '停开这一次' : '保存'}
      </Button>
    </Sheet>
  )
})
