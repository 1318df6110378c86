import { type MealTime, mealTimes, type Recurrence, recurrences } from '@contract/booking-words'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { dateWords, dayOfDigits, Several } from '@/service'
import { Button, Card, Chips, TextInput } from '@/ui'
import type { ServiceForm, TypedWindow } from '../../service-form'
import { weekdays } from '../../week'

const weekdayNames = Object.fromEntries(weekdays.map(({ value, label }) => [value, label]))
const optionsOf = <K extends string>(words: Record<K, string>) =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: words[value] }))

/** When it opens: recurring windows, and days on which it is closed. */
export const WindowFields = observer(function WindowFields({ form }: { form: ServiceForm }) {
  const [date, setDate] = useState('')
  const { windows, exceptions } = form.value
  const day = date.length === 8 ? dayOfDigits(date) : undefined
  return (
    <>
      <Card title='开放时段'>
        <Text className='ct-line ct-quiet'>改了以后，已经有人约的那天照旧，别的天按新的来。</Text>
        {windows.map((window) => (
          <WindowRow key={window.id} window={window} form={form} />
        ))}
        <Button kind='plain' icon='plus' onPress={form.addWindow}>
          加一个时段
        </Button>
      </Card>
      <Card title='哪几天不开'>
        {exceptions.map((exception) => (
          <View key={exception.date} className='ct-pair'>
            <Text>{`${dateWords(exception.date)}${exception.windows.length > 0 ? '（另行安排）' : ''}`}</Text>
            <Button
              kind='text'
              small
              label={`去掉 ${exception.date}`}
              onPress={() => form.dropException(exception.date)}
            >
              去掉
            </Button>
          </View>
        ))}
        <TextInput
          label='哪一天'
          type='number'
          hint='8 位数字，例如 20270101'
          maxLength={8}
          value={date}
          onChange={setDate}
        />
        <Button
          kind='plain'
          disabled={day === undefined}
          onPress={() => {
            if (day !== undefined) form.closeOn(day)
            setDate('')
          }}
        >
          这一天不开
        </Button>
      </Card>
    </>
  )
})

const WindowRow = observer(function WindowRow({ window, form }: { window: TypedWindow; form: ServiceForm }) {
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
      {kind === 'canteen' && (
        <Chips<MealTime>
          label='哪一餐'
          options={optionsOf(mealTimes)}
          value={window.mealTime ?? 'lunch'}
          onChange={(mealTime) => set({ mealTime })}
        />
      )}
      <TextInput
        label='从'
        required
        placeholder='11:00'
        maxLength={5}
        value={window.start}
        onChange={(start) => set({ start })}
      />
      <TextInput
        label='到'
        required
        placeholder='12:30'
        maxLength={5}
        value={window.end}
        onChange={(end) => set({ end })}
      />
      <TextInput
        label='名额'
        required
        type='number'
        maxLength={4}
        value={window.places}
        onChange={(places) => set({ places })}
      />
      {kind === 'childcare' && (
        <TextInput
          label='看护几人'
          required
          type='number'
          hint='和每人看几个孩子一起限制名额'
          maxLength={2}
          value={window.carers}
          onChange={(carers) => set({ carers })}
        />
      )}
      <Button kind='text' onPress={() => form.dropWindow(window.id)}>
        去掉这个时段
      </Button>
    </View>
  )
})
