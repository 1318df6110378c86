import { bookingStates } from '@contract/booking-words'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { bookingTone, spanOf } from '@/service'
import { Button, Card, Sheet, Tag, TextArea } from '@/ui'
import type { DayList, Visit } from '../../day-list'
import '../../counter.scss'

/** One booking of the day, with what the counter may do about it. */
export const VisitCard = observer(function VisitCard({
  visit,
  day,
  today,
}: {
  visit: Visit
  day: DayList
  today: string
}) {
  const [cancelling, setCancelling] = useState(false)
  const [reason, setReason] = useState('')
  const { allowed, state } = visit
  const may = (action: string) => allowed.includes(action)
  const cancel = async () => {
    await day.cancel(visit, reason)
    if (!day.deed.failure && Object.keys(day.deed.errors).length === 0) setCancelling(false)
  }
  return (
    <Card
      title={`${visit.patronName} ${visit.phoneTail ?? ''}`}
      extra={<Tag tone={bookingTone(state)}>{bookingStates[state]}</Tag>}
    >
      <Text className='ct-line'>{`${spanOf(visit)} ${visit.serviceName}`}</Text>
      {visit.lines.map((line) => (
        <Text key={line} className='ct-line'>
          {line}
        </Text>
      ))}
      {visit.bookedBy !== undefined && <Text className='ct-line ct-quiet'>{visit.bookedBy}</Text>}
      <View className='ct-row'>
        {may('booking.checkIn') && visit.date === today && (
          <Button kind='plain' label={`${visit.patronName} 签到`} onPress={() => day.letInByHand(visit)}>
            签到
          </Button>
        )}
        {may('booking.checkOut') && (
          <Button kind='plain' label={`${visit.patronName} 离开`} onPress={() => day.startLeaving(visit)}>
            {visit.kind === 'childcare' ? '来接走' : '离开'}
          </Button>
        )}
        {may('booking.noShow') && (
          <Button kind='text' label={`${visit.patronName} 没有来`} onPress={() => day.noShow(visit)}>
            没有来
          </Button>
        )}
        {may('booking.cancel') && (
          <Button kind='text' label={`取消 ${visit.patronName} 的预约`} onPress={() => setCancelling(true)}>
            取消
          </Button>
        )}
      </View>
      <Sheet open={cancelling} title={`取消 ${visit.patronName} 的预约`} onClose={() => setCancelling(false)}>
        <TextArea
          label='原因'
          required
          hint='会发给本人'
          maxLength={limits.note.max}
          value={reason}
          error={day.deed.error('reason')}
          onChange={setReason}
        />
        <Button kind='danger' onPress={cancel}>
          取消预约
        </Button>
      </Sheet>
    </Card>
  )
})
