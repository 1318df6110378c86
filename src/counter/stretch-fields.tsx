import { type MealTime, mealTimes, type ServiceKind } from '@contract/booking-words'
import { observer } from 'mobx-react-lite'
import { Chips, TextInput } from '@/ui'

/** A stretch of opening hours, as typed. */
export interface TypedStretch {
  start: string
  end: string
  places: string
  mealTime?: MealTime
  carers: string
}

const meals = (Object.keys(mealTimes) as MealTime[]).map((value) => ({ value, label: mealTimes[value] }))

/** From when to when, for how many. */
export const StretchFields = observer(function StretchFields({
  value,
  kind,
  error,
  onChange,
}: {
  value: TypedStretch
  kind: ServiceKind
  error: (field: keyof TypedStretch) => string | undefined
  onChange: (change: Partial<TypedStretch>) => void
}) {
  return (
    <>
      {kind === 'canteen' && (
        <Chips<MealTime>
          label='哪一餐'
          options={meals}
          value={value.mealTime ?? 'lunch'}
          onChange={(mealTime) => onChange({ mealTime })}
        />
      )}
      <TextInput
        label='从'
        required
        placeholder='11:00'
        maxLength={5}
        value={value.start}
        error={error('start')}
        onChange={(start) => onChange({ start })}
      />
      <TextInput
        label='到'
        required
        placeholder='12:30'
        maxLength={5}
        value={value.end}
        error={error('end')}
        onChange={(end) => onChange({ end })}
      />
      <TextInput
        label='名额'
        required
        type='number'
        maxLength={4}
        value={value.places}
        error={error('places')}
        onChange={(places) => onChange({ places })}
      />
      {kind === 'childcare' && (
        <TextInput
          label='看护几人'
          required
          type='number'
          hint='和每人看几个孩子一起限制名额'
          maxLength={2}
          value={value.carers}
          error={error('carers')}
          onChange={(carers) => onChange({ carers })}
        />
      )}
    </>
  )
})
