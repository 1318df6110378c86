import type { Answer } from '@contract'
import {
  allergens,
  type BookingState,
  bookerCapacities,
  bookingStates,
  confidentialKinds,
  diets,
  type Eating,
  eatings,
  type ServiceKind,
  serviceKinds,
} from '@contract/booking-words'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import {
  type BookingDeed,
  bookingDeed,
  bookingTone,
  Failed,
  Handover,
  listWords,
  Qr,
  Read,
  Reading,
  spanOf,
  yuan,
} from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Confirm, dayWords, Hotline, Page, StateBanner, When, whenWords } from '@/ui'
import { decoded, go } from '../../go'
import { Reminder } from '../../reminder'
import '../../booking.scss'

type Booking = Answer<'booking.get'>

/** A booking `?id=`: the code to show, and what may still be done about it. */
export default observer(function BookingPage() {
  const { call, session } = useStores()
  const { id = '', done, kind, handover } = useRouter().params
  const [reading] = useState(() => new Reading(() => call('booking.get', { bookingId: id })))
  const [deed] = useState(() => bookingDeed(call))
  useFresh(async () => {
    await session.load()
    await reading.load()
  })
  const view = reading.value
  const confidential = confidentialKinds.includes(view?.booking.kind ?? (kind as ServiceKind))
  return (
    <Page footer={view && hasFoot(view) && <Foot view={view} reading={reading} deed={deed} />}>
      {confidential && <Hotline />}
      <Failed deed={deed} />
      <Read of={reading} cards={3}>
        {(value) => (
          <>
            <State view={value} fresh={done === '1'} />
            <Codes view={value} deed={deed} onRenew={reading.load} />
            {handover !== undefined && <Handover text={decoded(handover) ?? ''} />}
            {value.booking.state === 'booked' && !confidential && <Reminder />}
            <Facts view={value} />
            {value.itemId !== undefined && <ToldGrid itemId={value.itemId} />}
            <History view={value} />
          </>
        )}
      </Read>
    </Page>
  )
})

const State = observer(function State({
  view: { booking, cancelUntil, pickupCode },
  fresh,
}: {
  view: Booking
  fresh: boolean
}) {
  const { session } = useStores()
  const may = booking.allowed.includes('booking.cancel')
  const title = fresh && booking.state === 'booked' ? '约好了' : bookingStates[booking.state]
  const icon = booking.state === 'cancelled' ? 'cross' : booking.state === 'noShow' ? 'warning' : 'check'
  return (
    <StateBanner
      tone={fresh && booking.state === 'booked' ? 'done' : bookingTone(booking.state)}
      icon={icon}
      title={title}
    >
      {booking.state === 'booked' && (
        <Text>
          {may
            ? `来时出示下面的预约码。来不了，${whenWords(cancelUntil, session.now())} 前可以取消。`
            : '来时出示下面的预约码。'}
        </Text>
      )}
      {pickupCode !== undefined && <Text>孩子已经到了。来接时出示接送码。</Text>}
      {booking.state === 'noShow' && <Text>30 天里三次没来，这项服务会停约 14 天。来不了请提前取消。</Text>}
    </StateBanner>
  )
})

/** What is shown at the counter, large enough to be read across it. */
const Codes = observer(function Codes({
  view: { booking, pickupCode },
  deed,
  onRenew,
}: {
  view: Booking
  deed: BookingDeed
  onRenew: () => Promise<void>
}) {
  const renew = async () => {
    if (await deed.run('booking.renewPickupCode', { bookingId: booking.bookingId })) await onRenew()
  }
  if (pickupCode !== undefined)
    return (
      <Card>
        <Qr value={pickupCode} label={`接送码 ${pickupCode} 的二维码`} />
        <Digits value={pickupCode} label='接送码' />
        <Text className='bk-line bk-quiet bk-middle'>只给来接的人看。别人看到了，就换一个。</Text>
        {booking.allowed.includes('booking.renewPickupCode') && (
          <Button kind='text' onPress={renew}>
            换一个接送码
          </Button>
        )}
      </Card>
    )
  if (booking.state !== 'booked' && booking.state !== 'checkedIn') return null
  return (
    <Card>
      <Qr value={booking.code} label={`预约码 ${booking.code} 的二维码`} />
      <Digits value={booking.code} label='预约码' />
    </Card>
  )
})

const Digits = ({ value, label }: { value: string; label: string }) => (
  <View className='bk-code'>
    <Text className='bk-code__label'>{label}</Text>
    <Text className='bk-code__digits' userSelect>
      {`${value.slice(0, 3)} ${value.slice(3)}`}
    </Text>
  </View>
)

const Facts = observer(function Facts({ view: { booking, site, answers, meal } }: { view: Booking }) {
  const { session } = useStores()
  const careful = meal && [
    listWords(diets, meal.diets),
    meal.allergies.length > 0 ? `过敏：${listWords(allergens, meal.allergies)}` : '',
  ]
  return (
    <>
      <CellGroup title={serviceKinds[booking.kind]}>
        <Cell
          icon='clock'
          title={`${dayWords(booking.date, session.now(), true)} ${spanOf(booking)}`}
          hint={booking.serviceName}
        />
        <Cell icon='person' title={booking.patronName} />
        <Cell
          icon='pin'
          title={site.name}
          hint={site.address}
          onPress={() => go.site(site.siteId, { kind: booking.kind })}
        />
      </CellGroup>
      {meal && (
        <Card title={eatings[meal.eating as Eating] ?? meal.eating}>
          {meal.deliverTo !== undefined && <Text className='bk-line bk-quiet'>{`送到 ${meal.deliverTo}`}</Text>}
          {meal.dishes.map((dish) => (
            <Text key={dish.dishId} className='bk-line'>{`${dish.name} × ${dish.portions}`}</Text>
          ))}
          {careful?.filter(Boolean).map((line) => (
            <Text key={line} className='bk-line bk-quiet'>
              {line}
            </Text>
          ))}
          {meal.note !== undefined && <Text className='bk-line bk-quiet'>{meal.note}</Text>}
        </Card>
      )}
      {(booking.priceCents > 0 || booking.subsidyCents > 0) && (
        <Card title={`到站点付 ${yuan(booking.priceCents)}`}>
          <Text className='bk-line'>
            {booking.subsidyCents > 0
              ? `已经减掉补贴 ${yuan(booking.subsidyCents)}。`
              : '这一餐没有补贴：一餐只补一次，出生日期要先请站点核对。'}
          </Text>
        </Card>
      )}
      {answers.length > 0 && (
        <CellGroup title='您填的'>
          {answers.map(({ id, label, answer }) => (
            <Cell key={id} title={label} hint={answer} />
          ))}
        </CellGroup>
      )}
    </>
  )
})

/** The grid's part of it, for the person themselves. */
const ToldGrid = ({ itemId }: { itemId: string }) => (
  <CellGroup>
    <Cell icon='list' title='网格员知道这次预约' hint='看网格员接单没有' onPress={() => go.item(itemId)} />
  </CellGroup>
)

const History = ({ view: { events } }: { view: Booking }) =>
  events.length === 0 ? null : (
    <Card title='谁做过什么'>
      {events.map((event) => (
        <View key={`${event.at}${event.act}`} className='bk-event'>
          <Text className='bk-line'>{event.title}</Text>
          <View className='bk-quiet'>
            <When at={event.at} still />
            <Text>{` · ${bookerCapacities[event.as]}`}</Text>
          </View>
          {event.note !== undefined && <Text className='bk-line bk-quiet'>{event.note}</Text>}
        </View>
      ))}
    </Card>
  )

const isOver = (state: BookingState) => state !== 'booked' && state !== 'checkedIn'

/** Whether there is anything to do about it: a child who is there is neither cancelled nor booked again. */
const hasFoot = ({ booking: { allowed, state } }: Booking) =>
  isOver(state) || allowed.includes('booking.cancel') || allowed.includes('booking.change')

const Foot = observer(function Foot({
  view: { booking },
  reading,
  deed,
}: {
  view: Booking
  reading: Reading<Booking>
  deed: BookingDeed
}) {
  const [asking, setAsking] = useState(false)
  const { bookingId, serviceId, kind, allowed } = booking
  const cancel = async () => {
    const answer = await deed.run('booking.cancel', { bookingId })
    setAsking(false)
    if (answer || deed.failure?.code === 'CONFLICT') await reading.load()
  }
  const canCancel = allowed.includes('booking.cancel')
  const canChange = allowed.includes('booking.change')
  const over = isOver(booking.state)
  return (
    <>
      {over && <Button onPress={() => go.service(serviceId, { kind, again: bookingId })}>再约一次</Button>}
      <View className='bk-foot'>
        {canChange && (
          <Button kind='plain' onPress={() => go.service(serviceId, { kind, change: bookingId })}>
            改时间
          </Button>
        )}
        {canCancel && (
          <Button kind='danger' onPress={() => setAsking(true)}>
            取消预约
          </Button>
        )}
      </View>
      <Confirm
        open={asking}
        title='取消预约？'
        text='名额会让给后面排队的人。要再来，得重新约。'
        action='取消预约'
        danger
        onClose={() => setAsking(false)}
        onConfirm={cancel}
      />
    </>
  )
})
