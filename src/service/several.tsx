import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import { Field, type FieldProps, Tap } from '@/ui'
import './service.scss'

/** Any number out of a few. */
export const Several = <K extends string>({
  options,
  value,
  onChange,
  ...field
}: FieldProps & { options: Record<K, string>; value: readonly K[]; onChange: (value: K[]) => void }) => (
  <Field {...field}>
    <View className='several' {...aria({ role: 'group', label: field.label })}>
      {(Object.keys(options) as K[]).map((key) => {
        const on = value.includes(key)
        return (
          <Tap
            key={key}
            className={on ? 'several__one several__one--on' : 'several__one'}
            role='checkbox'
            checked={on}
            onPress={() => onChange(on ? value.filter((k) => k !== key) : [...value, key])}
          >
            <Text>{options[key]}</Text>
          </Tap>
        )
      })}
    </View>
  </Field>
)
