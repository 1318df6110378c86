import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { aria } from '@/platform/aria'
import { useStores } from '@/stores'
import { dayWords, Tap } from '@/ui'
import './service.scss'

export interface GridDay {
  date: string
  /** Below the date: places left, or why there are none. */
  note: string
  /** Nothing to be had on that day. */
  off?: boolean
}

/** Days side by side and below each other, so that none hides behind an edge. */
export const DayGrid = observer(function DayGrid({
  days,
  value,
  onChange,
}: {
  days: readonly GridDay[]
  value: string | undefined
  onChange: (date: string) => void
}) {
  const { session } = useStores()
  return (
    <View className='days' {...aria({ role: 'radiogroup', label: '选哪一天' })}>
      {days.map(({ date, note, off }) => (
        <Tap
          key={date}
          className={['days__day', date === value && 'days__day--on', off && 'days__day--off']
            .filter(Boolean)
            .join(' ')}
          role='radio'
          checked={date === value}
          label={`${dayWords(date, session.now(), true)}，${note}`}
          onPress={() => onChange(date)}
        >
          <Text className='days__name'>{dayWords(date, session.now())}</Text>
          <Text className='days__date'>{`${Number(date.slice(5, 7))}/${Number(date.slice(8))}`}</Text>
          {note !== '' && <Text className='days__note'>{note}</Text>}
        </Tap>
      ))}
    </View>
  )
})
