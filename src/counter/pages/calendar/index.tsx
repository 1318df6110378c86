import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { bookingDeed, dayOfDigits, Failed } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, dayAt, Page, StateBanner, TextArea, TextInput } from '@/ui'
import { asNumber } from '../../numbers'
import '../../counter.scss'

const daysOf = (text: string) => text.split(/[^\d]+/).flatMap((digits) => dayOfDigits(digits) ?? [])

/** The State Council's holiday notice of a year. */
export default observer(function CalendarPage() {
  const { call, session } = useStores()
  const [deed] = useState(() => bookingDeed(call))
  const [year, setYear] = useState(String(Number(dayAt(session.now()).slice(0, 4)) + 1))
  const [holidays, setHolidays] = useState('')
  const [workdays, setWorkdays] = useState('')
  const [source, setSource] = useState('')
  const [saved, setSaved] = useState<string>()
  const changed = (set: (text: string) => void) => (text: string) => {
    set(text)
    setSaved(undefined)
    deed.forgive()
  }
  const save = async () => {
    const answer = await deed.run('booking.editCalendar', {
      year: asNumber(year),
      holidays: daysOf(holidays),
      workdays: daysOf(workdays),
      source,
    })
    if (answer) setSaved(year)
  }
  return (
    <Page footer={<Button onPress={save}>保存这一年</Button>}>
      <Card title='为什么要填'>
        <Text className='ct-line'>
          没有放假安排的年份，一天都不能预约，免得约在放假那天。国务院通知公布后，在这里照着填。
        </Text>
      </Card>
      <Failed deed={deed} shown={['year', 'holidays', 'workdays', 'source']} />
      {saved !== undefined && <StateBanner tone='done' icon='check' title={`${saved} 年已保存`} />}
      <TextInput
        label='年份'
        required
        type='number'
        maxLength={4}
        value={year}
        error={deed.error('year')}
        onChange={changed(setYear)}
      />
      <TextArea
        label='放假的日子'
        required
        hint='每个 8 位数字，用逗号或换行隔开，周末也写上'
        placeholder='20270101，20270102'
        maxLength={800}
        value={holidays}
        error={deed.error('holidays')}
        onChange={changed(setHolidays)}
      />
      <TextArea
        label='调休上班的日子'
        maxLength={400}
        hint='周六、周日要上班的'
        value={workdays}
        error={deed.error('workdays')}
        onChange={changed(setWorkdays)}
      />
      <TextInput
        label='通知文号'
        required
        maxLength={60}
        value={source}
        error={deed.error('source')}
        onChange={changed(setSource)}
      />
    </Page>
  )
})
