import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import { Field, type FieldProps } from './field'
import { Tap } from './tap'
import './score.scss'

const words = ['很不满意', '不满意', '一般', '满意', '很满意']

export interface ScoreProps extends FieldProps {
  value: number | undefined
  onChange: (value: number) => void
}

/** One to five, large, each with its word. */
export const Score = ({ value, onChange, ...field }: ScoreProps) => (
  <Field {...field}>
    <View className='hh-score' {...aria({ role: 'radiogroup', label: field.label })}>
      {words.map((word, i) => {
        const score = limits.score.min + i
        return (
          <Tap
            key={word}
            className={score === value ? 'hh-score__cell hh-score__cell--on' : 'hh-score__cell'}
            role='radio'
            checked={score === value}
            label={`${score} 分，${word}`}
            onPress={() => onChange(score)}
          >
            <Text>{score}</Text>
          </Tap>
        )
      })}
    </View>
    <View className='hh-score__ends'>
      <Text>{words[0]}</Text>
      <Text>{value === undefined ? '' : `${value} 分：${words[value - 1]}`}</Text>
      <Text>{words[words.length - 1]}</Text>
    </View>
  </Field>
)
