import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { Failed } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, dayAt, Page, StateBanner, TextArea, TextInput } from '@/ui'
import { CalendarForm } from '../../calendar-form'
import '../../counter.scss'

/** The State Council's holiday notice of a year. */
export default observer(function CalendarPage() {
  const { call, session } = useStores()
  const [form] = useState(() => new CalendarForm(call, String(Number(dayAt(session.now()).slice(0, 4)) + 1)))
  const { deed, year } = form
  useEffect(() => void form.load(), [form])
  return (
    <Page footer={<Button onPress={form.save}>保存这一年</Button>}>
      <Card title='为什么要填'>
        <Text className='ct-line'>
          没有放假安排的年份，一天都不能预约，免得约在放假那天。国务院通知公布后，在这里照着填。
        </Text>
      </Card>
      <Failed deed={deed} shown={['year', 'holidays', 'workdays', 'source']} />
      {form.saved ? <StateBanner tone='done' icon='check' title={`${year} 年已保存`} /> : <Known form={form} />}
      <TextInput
        label='年份'
        required
        type='number'
        maxLength={4}
        value={year}
        error={deed.error('year')}
        onChange={(typed) => void form.show(typed)}
      />
      <TextArea
        label='放假的日子'
        required
        hint='每个 8 位数字，用逗号或换行隔开，周末也写上'
        placeholder='20270101，20270102'
        maxLength={800}
        value={form.holidays}
        error={deed.error('holidays')}
        onChange={(holidays) => form.set({ holidays })}
      />
      <TextArea
        label='调休上班的日子'
        maxLength={400}
        hint='周六、周日要上班的'
        value={form.workdays}
        error={deed.error('workdays')}
        onChange={(workdays) => form.set({ workdays })}
      />
      <TextInput
        label='通知文号'
        required
        maxLength={60}
        value={form.source}
        error={deed.error('source')}
        onChange={(source) => form.set({ source })}
      />
    </Page>
  )
})

/** What there is of the year already. */
const Known = observer(function Known({ form: { known, year } }: { form: CalendarForm }) {
  if (!known) return null
  if (known.entry)
    return (
      <StateBanner tone='neutral' icon='calendar' title={`${year} 年填过了`}>
        <Text>下面是填过的，可以改。改了马上按新的算，已经约好的不变。</Text>
      </StateBanner>
    )
  return known.known ? (
    <StateBanner tone='done' icon='check' title={`${year} 年不用填`}>
      <Text>这一年的放假安排已经有了。和通知不一样时才填，填了就按您填的算。</Text>
    </StateBanner>
  ) : (
    <StateBanner tone='warn' icon='warning' title={`${year} 年还没有填，现在不能预约`} />
  )
})
