import type { BookingSummary, WaitSummary } from '@contract/booking'
import { bookingStates, confidentialKinds, waitStates } from '@contract/booking-words'
import { Text, View } from '@tarojs/components'
import { useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { SignedOut } from '@/pages/signed-out'
import { bookingTone, Failed, spanOf } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Confirm, dayWords, Empty, Hotline, List, Page, Segmented, Tag, Tap, whenWords } from '@/ui'
import { go } from '../../go'
import { Mine, type Scope } from '../../mine'
import '../../booking.scss'

const scopes: { value: Scope; label: string }[] = [
  { value: 'ahead', label: '要去的' },
  { value: 'past', label: '以前的' },
]

/** My bookings and my places in line. */
export default observer(function MinePage() {
  const { call, session } = useStores()
  const [mine] = useState(() => new Mine(call))
  useFresh(async () => {
    await session.load()
    await mine.list.refresh()
  })
  useReachBottom(() => void mine.list.more())
  const talks = [...mine.list.rows, ...mine.lines].some(({ kind }) => confidentialKinds.includes(kind))
  return (
    <Page
      footer={
        <Button kind='plain' onPress={go.kinds}>
          去预约
        </Button>
      }
    >
      <Segmented label='我的预约' options={scopes} value={mine.scope} onChange={(scope) => void mine.show(scope)} />
      {talks && <Hotline />}
      <Failed deed={mine.deed} />
      {mine.scope === 'ahead' && mine.lines.map((wait) => <Wait key={wait.waitId} wait={wait} mine={mine} />)}
      {mine.list.error?.code === 'UNAUTHENTICATED' ? (
        <SignedOut />
      ) : (
        <List
          list={mine.list}
          row={(booking) => <Row key={booking.bookingId} booking={booking} />}
          empty={
            mine.scope === 'ahead' && mine.lines.length > 0 ? (
              <Text className='hh-end'>没有更多了</Text>
            ) : (
              <Empty
                title={mine.scope === 'ahead' ? '没有要去的预约' : '还没有去过'}
                hint='吃饭、托管、看医生、问律师，都可以在这里约'
              />
            )
          }
        />
      )}
    </Page>
  )
})

const Row = observer(function Row({ booking }: { booking: BookingSummary }) {
  const { session } = useStores()
  const { bookingId, kind, state, serviceId } = booking
  const over = state !== 'booked' && state !== 'checkedIn'
  return (
    <Tap className='bk-row' onPress={() => go.booking(bookingId, kind)}>
      <View className='bk-row__head'>
        <Text className='bk-row__title'>{`${dayWords(booking.date, session.now(), true)} ${spanOf(booking)}`}</Text>
        <Tag tone={bookingTone(state)}>{bookingStates[state]}</Tag>
      </View>
      <Text className='bk-line'>{`${booking.serviceName} · ${booking.patronName}`}</Text>
      <Text className='bk-line bk-quiet'>{booking.siteName}</Text>
      {state === 'booked' && <Text className='bk-row__code'>{`预约码 ${booking.code}`}</Text>}
      {over && (
        <Button
          kind='text'
          small
          label={`${booking.serviceName}再约一次`}
          onPress={() => go.service(serviceId, { kind, again: bookingId })}
        >
          再约一次
        </Button>
      )}
    </Tap>
  )
})

/** A place in a line; one that is kept says until when, and what happens otherwise. */
const Wait = observer(function Wait({ wait, mine }: { wait: WaitSummary; mine: Mine }) {
  const { session } = useStores()
  const [leaving, setLeaving] = useState(false)
  const offered = wait.state === 'offered'
  const accept = async () => {
    const bookingId = await mine.accept(wait)
    if (bookingId !== undefined) go.booking(bookingId, wait.kind)
  }
  const leave = async () => {
    await mine.leave(wait)
    setLeaving(false)
  }
  return (
    <Card
      title={`${whenWords(wait.startsAt, session.now())} ${wait.serviceName}`}
      extra={<Tag tone={offered ? 'done' : 'warn'}>{waitStates[wait.state]}</Tag>}
    >
      <Text className='bk-line bk-quiet'>{`${wait.siteName} · ${wait.patronName}`}</Text>
      {offered && wait.offerUntil !== undefined && (
        <Text className='bk-line'>{`有空位了，给您留到${whenWords(wait.offerUntil, session.now())}。过时会让给下一位。`}</Text>
      )}
      {wait.position !== undefined && (
        <Text className='bk-line'>
          {wait.position === 1 ? '下一位就是您。' : `您前面还有 ${wait.position - 1} 人。`}
        </Text>
      )}
      {offered && (
        <Button busy={mine.deed.busy} onPress={accept}>
          要这个名额
        </Button>
      )}
      {(offered || wait.state === 'waiting') && (
        <Button kind='text' onPress={() => setLeaving(true)}>
          {offered ? '不要了，让给下一位' : '不排了'}
        </Button>
      )}
      <Confirm
        open={leaving}
        title={offered ? '让给下一位？' : '不排队了？'}
        text='再想排，要从最后排起。'
        action={offered ? '让给下一位' : '退出排队'}
        danger
        onClose={() => setLeaving(false)}
        onConfirm={leave}
      />
    </Card>
  )
})
