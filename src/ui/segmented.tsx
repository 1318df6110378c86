import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import { Tap } from './tap'
import './segmented.scss'

export interface Segment<V extends string> {
  value: V
  label: string
  /** A number behind the words, where it says something. */
  count?: number
}

interface Props<V extends string> {
  label: string
  options: readonly Segment<V>[]
  value: V
  onChange: (value: V) => void
}

/** Two to four views of the same thing. */
export const Segmented = <V extends string>({ label, options, value, onChange }: Props<V>) => (
  <View className='hh-segmented' {...aria({ role: 'tablist', label })}>
    {options.map((o) => (
      <Tap
        key={o.value}
        className={o.value === value ? 'hh-segmented__cell hh-segmented__cell--on' : 'hh-segmented__cell'}
        role='tab'
        selected={o.value === value}
        onPress={() => onChange(o.value)}
      >
        <Text>{o.count === undefined ? o.label : `${o.label} ${o.count}`}</Text>
      </Tap>
    ))}
  </View>
)

/**
 * One filter out of many: in a row that scrolls sideways, or with `wrap` in as many rows as they need. A plain box,
 * because `scroll-view` alone adds 10 KB of templates.
 */
export const Chips = <V extends string>({
  label,
  options,
  value,
  onChange,
  wrap = false,
}: Props<V> & { wrap?: boolean }) => (
  <View className={wrap ? 'hh-chips hh-chips--wrap' : 'hh-chips'} {...aria({ role: 'radiogroup', label })}>
    {options.map((o) => (
      <Tap
        key={o.value}
        className={o.value === value ? 'hh-chips__chip hh-chips__chip--on' : 'hh-chips__chip'}
        role='radio'
        checked={o.value === value}
        onPress={() => onChange(o.value)}
      >
        <Text>{o.count === undefined ? o.label : `${o.label} ${o.count}`}</Text>
      </Tap>
    ))}
  </View>
)
