import type { SlotAnswer } from '@contract/booking'
import { confidentialKinds, mealTimes, type ServiceKind } from '@contract/booking-words'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { bookingDeed, DayGrid, Failed, Read, spanOf, unknownYear, yuan } from '@/service'
import { useStores } from '@/stores'
import {
  Button,
  Card,
  Cell,
  CellGroup,
  Confirm,
  dayWords,
  Empty,
  ErrorBlock,
  Hotline,
  Page,
  Skeleton,
  StateBanner,
  whenWords,
} from '@/ui'
import { Choice } from '../../choice'
import { decoded, type Guest, go } from '../../go'
import { subsidyWords, whenRules, whoWords } from '../../rule-words'
import { DutyCard } from './duty-card'
import { SlotRow } from './slot-row'
import '../../booking.scss'

/** A service `?id=`: its days and places. With `?change=` a booking moves to the slot that is tapped. */
export default observer(function ServicePage() {
  const { call, session } = useStores()
  const { id = '', kind, change, again, guest, guestName } = useRouter().params
  const forWhom: Guest = { guest, guestName: decoded(guestName) }
  const [choice] = useState(() => new Choice(call, id, guest, session.now))
  const [moving, setMoving] = useState<SlotAnswer>()
  const [deed] = useState(() => bookingDeed(call))
  useFresh(async () => {
    await session.load()
    await choice.load()
  })

  const service = choice.service.value?.service
  const confidential = service?.confidential ?? confidentialKinds.includes(kind as ServiceKind)
  const take = (slot: SlotAnswer) => {
    if (change !== undefined) setMoving(slot)
    else go.book({ service: id, slot: slot.slotId, date: slot.date, kind: service?.kind, again, ...forWhom })
  }
  const move = async () => {
    if (!moving || change === undefined) return
    const answer = await deed.run('booking.change', { bookingId: change, slotId: moving.slotId })
    setMoving(undefined)
    if (answer) go.booked(answer.bookingId)
    else await choice.load()
  }
  return (
    <Page>
      {confidential && <Hotline />}
      {confidential && <DutyCard duty={choice.duty} />}
      {forWhom.guestName !== undefined && <StateBanner icon='person' title={`替 ${forWhom.guestName} 预约`} />}
      {change !== undefined && (
        <StateBanner tone='neutral' icon='clock' title='改到哪个时间？'>
          <Text>原来的先留着，改成了才放掉。</Text>
        </StateBanner>
      )}
      <Failed deed={deed} />
      <Read of={choice.service} cards={3}>
        {(answer) => (
          <>
            <Head answer={answer} />
            {answer.pause ? (
              <StateBanner
                tone='warn'
                icon='warning'
                title={`${whenWords(answer.pause.until, session.now())} 起可以再约`}
              >
                <Text>{answer.pause.why}</Text>
                {answer.pause.code !== undefined && (
                  <Text>{`打电话给站点时报恢复码 ${answer.pause.code}，不用说姓名。`}</Text>
                )}
              </StateBanner>
            ) : (
              <Days choice={choice} changing={change !== undefined} onTake={take} />
            )}
            <Rules answer={answer} />
          </>
        )}
      </Read>
      <Confirm
        open={moving !== undefined}
        title='改时间'
        text={moving ? `改到${dayWords(moving.date, session.now(), true)} ${spanOf(moving)}，原来的时间让给别人。` : ''}
        action='改到这个时间'
        onClose={() => setMoving(undefined)}
        onConfirm={move}
      />
    </Page>
  )
})

type ServiceView = NonNullable<Choice['service']['value']>

const Head = ({ answer: { service, site } }: { answer: ServiceView }) => (
  <Card title={service.name}>
    <Text className='bk-line bk-quiet'>{`${site.name} · ${site.address}`}</Text>
    <Text className='bk-line'>{service.hint}</Text>
    {service.confidential && <Text className='bk-line bk-notice'>{secrecy}</Text>}
  </Card>
)

/** What sets these appointments apart from every other. */
const secrecy = '只有当班的咨询师看得到这次预约。网格员、楼长、家人都看不到，也不用写真名。'

const Days = observer(function Days({
  choice,
  changing,
  onTake,
}: {
  choice: Choice
  changing: boolean
  onTake: (slot: SlotAnswer) => void
}) {
  const { session } = useStores()
  const { slots, ofDay } = choice
  const turn = (
    <View className='bk-turn'>
      {choice.hasEarlier && (
        <Button kind='text' onPress={choice.earlier}>
          看前几天
        </Button>
      )}
      {choice.hasLater && (
        <Button kind='text' onPress={choice.later}>
          再往后看
        </Button>
      )}
    </View>
  )
  if (slots.value === undefined)
    return slots.error ? (
      <>
        <ErrorBlock error={slots.error} onRetry={slots.load} />
        {turn}
      </>
    ) : (
      <Skeleton cards={2} />
    )
  return (
    <>
      <DayGrid days={choice.days} value={choice.day} onChange={(date) => void choice.pick(date)} />
      {turn}
      {slots.value.unknownFrom !== undefined && (
        <StateBanner tone='warn' icon='calendar' title={unknownYear(slots.value.unknownFrom)}>
          <Text>公布以后才能预约那一年的日子。</Text>
        </StateBanner>
      )}
      {ofDay && ofDay.slots.length === 0 && (
        <Empty title={`${dayWords(ofDay.date, session.now(), true)}不开放`} hint='请选别的日子' />
      )}
      {ofDay?.slots.map((slot) => (
        <SlotRow
          key={slot.slotId}
          slot={slot}
          title={slot.mealTime ? `${mealTimes[slot.mealTime]} ${spanOf(slot)}` : spanOf(slot)}
          dishes={choice.dishesAt(slot)}
          changing={changing}
          onTake={() => onTake(slot)}
        />
      ))}
    </>
  )
})

const Rules = ({ answer: { service, site } }: { answer: ServiceView }) => (
  <>
    <Card title='怎么约'>
      <Text className='bk-line'>{`谁可以约：${whoWords(service.who)}`}</Text>
      {whenRules(service).map((line) => (
        <Text key={line} className='bk-line'>
          {line}
        </Text>
      ))}
      {service.priceCents > 0 && <Text className='bk-line'>{`价格：${yuan(service.priceCents)}起`}</Text>}
      {service.subsidies.length > 0 && (
        <Text className='bk-line'>{`补贴：${subsidyWords(service.subsidies)}。出生日期要请站点核对过身份证，每餐补一次。`}</Text>
      )}
      {service.advice !== undefined && <Text className='bk-line'>{service.advice}</Text>}
    </Card>
    <CellGroup>
      <Cell
        icon='pin'
        title={site.name}
        hint={`${site.address}，${site.hours}`}
        onPress={() => go.site(site.siteId, { kind: service.kind })}
      />
    </CellGroup>
  </>
)
