import { type Allergen, allergens, type Diet, diets } from '@contract/booking-words'
import { limits } from '@contract/limits'
import { observer } from 'mobx-react-lite'
import { TextInput } from '@/ui'
import type { BookingDeed } from './deed'
import { Several } from './several'

/** What kitchen and carers have to know of somebody, and whom they call. */
export interface TypedCare {
  diets: Diet[]
  allergies: Allergen[]
  emergencyName: string
  emergencyPhone: string
}

export const CareFields = observer(function CareFields({
  value,
  deed,
  mustCall = false,
  onChange,
}: {
  value: TypedCare
  deed: BookingDeed
  /** Somebody has to be named whom one can call. */
  mustCall?: boolean
  onChange: (change: Partial<TypedCare>) => void
}) {
  return (
    <>
      <Several
        label='过敏'
        hint='有就点上，厨房和看护都会看到'
        options={allergens}
        value={value.allergies}
        error={deed.error('allergies')}
        onChange={(allergies) => onChange({ allergies })}
      />
      <Several
        label='吃什么样的饭'
        options={diets}
        value={value.diets}
        error={deed.error('diets')}
        onChange={(chosen) => onChange({ diets: chosen })}
      />
      <TextInput
        label='紧急联系人'
        required={mustCall}
        maxLength={limits.name.max}
        value={value.emergencyName}
        error={deed.error('emergencyName')}
        onChange={(emergencyName) => onChange({ emergencyName })}
      />
      <TextInput
        label='紧急联系人手机号'
        required={mustCall}
        type='number'
        maxLength={11}
        value={value.emergencyPhone}
        error={deed.error('emergencyPhone')}
        onChange={(emergencyPhone) => onChange({ emergencyPhone })}
      />
    </>
  )
})
