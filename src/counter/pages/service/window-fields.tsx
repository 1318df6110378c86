import { type Recurrence, recurrences } from '@contract/booking-words'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { dateWords, Several } from '@/service'
import { Button, Card, Cell, CellGroup, Chips } from '@/ui'
import { go } from '../../go'
import type { ServiceForm, TypedWindow } from '../../service-form'
import { StretchFields } from '../../stretch-fields'
import { weekdays } from '../../week'

const weekdayNames = Object.fromEntries(weekdays.map(({ value, label }) => [value, label]))
const optionsOf = <K extends string>(words: Record<K, string>) =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: words[value] }))

/** When it opens: recurring windows; and which dates have hours of their own, each of which has its page. */
export const WindowFields = observer(function WindowFields({ form }: { form: ServiceForm }) {
  const { service } = form
  const { windows, exceptions } = form.value
  return (
    <>
      <Card title='开放时段'>
        <Text className='ct-line ct-quiet'>改了以后，已经有人约的那天照旧，别的天按新的来。</Text>
        {windows.map((window, at) => (
          <WindowRow key={window.id} window={window} at={at} form={form} />
        ))}
        <Button kind='plain' icon='plus' onPress={form.addWindow}>
          加一个时段
        </Button>
      </Card>
      {service && exceptions.length > 0 && (
        <CellGroup title='单独安排的日子'>
          {exceptions.map(({ date, windows: own, note }) => (
            <Cell
              key={date}
              icon='calendar'
              title={dateWords(date)}
              hint={[own.length === 0 ? '不开' : '换了时间', note].filter(Boolean).join('，')}
              onPress={() => go.hours(service.serviceId, date)}
            />
          ))}
        </CellGroup>
      )}
    </>
  )
})

const WindowRow = observer(function WindowRow({
  window,
  at,
  form,
}: {
  window: TypedWindow
  at: number
  form: ServiceForm
}) {
  const set = (change: Partial<TypedWindow>) => form.setWindow(window.id, change)
  const { kind } = form.value
  return (
    <View className='ct-part'>
      <Chips<Recurrence>
        label='哪些天'
        wrap
        options={optionsOf(recurrences)}
        value={window.on}
        onChange={(on) => set({ on })}
      />
      {window.on === 'weekdays' && (
        <Several
          label='星期几'
          required
          options={weekdayNames}
          value={window.weekdays.map(String)}
          onChange={(days) => set({ weekdays: days.map(Number).sort() })}
        />
      )}
      <StretchFields
        value={window}
        kind={kind}
        error={(field) => form.deed.error(`windows.${at}.${field}`)}
        onChange={set}
      />
      <Button kind='text' onPress={() => form.dropWindow(window.id)}>
        去掉这个时段
      </Button>
    </View>
  )
})
