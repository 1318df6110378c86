import { highestScore, type Method } from '@contract/deliberation-words'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { aria } from '@/platform/aria'
import { Button, Field, Icon, Tap } from '@/ui'
import type { Ballot } from './ballot'
import './assembly.scss'

/** How to fill in the ballot, said before one starts. */
const helps: Record<Method, string> = {
  single: '点一下您要选的那一项。',
  multiple: '可以选几项。点一下选上，再点一下去掉。',
  ranked: '先点您最想要的，再点第二想要的。不想选的可以不点。',
  score: '给每一项打分：0 分最不赞成，5 分最赞成。',
  consent: '没有人反对才算通过。您的意见是？',
}

/** The ballot: every option a whole row to tap, by each of the five methods. */
export const BallotPaper = observer(function BallotPaper({
  ballot,
  ofAnother = false,
  error,
}: {
  ballot: Ballot
  /** Taken over from paper, or from what somebody said. */
  ofAnother?: boolean
  error?: string
}) {
  const { method } = ballot.asked
  const heading = ofAnother
    ? { label: '这一票选的是', hint: '照选票或本人说的点，不替人拿主意。' }
    : { label: '您的选择', hint: helps[method] }
  return (
    <Field {...heading} required error={error}>
      {method === 'score' ? <Scores ballot={ballot} /> : <Options ballot={ballot} />}
      {method === 'ranked' && ballot.picked.length > 0 && (
        <Button kind='text' onPress={ballot.clear}>
          重新排
        </Button>
      )}
    </Field>
  )
})

const Options = observer(function Options({ ballot }: { ballot: Ballot }) {
  const { method } = ballot.asked
  const several = method === 'multiple' || method === 'ranked'
  return (
    <View {...aria({ role: several ? 'group' : 'radiogroup', label: '选项' })}>
      {ballot.options.map(({ id, text }) => {
        const on = ballot.has(id)
        const place = ballot.placeOf(id)
        return (
          <Tap
            key={id}
            className={on ? 'as-option as-option--on' : 'as-option'}
            role={several ? 'checkbox' : 'radio'}
            checked={on}
            label={method === 'ranked' && place ? `${text}，第 ${place} 位` : text}
            onPress={() => ballot.tap(id)}
          >
            <View className={several ? 'as-option__mark as-option__mark--square' : 'as-option__mark'}>
              {on && method === 'ranked' && <Text>{place}</Text>}
              {on && method !== 'ranked' && <Icon name='check' />}
            </View>
            <Text className='as-option__text'>{text}</Text>
          </Tap>
        )
      })}
    </View>
  )
})

const points = Array.from({ length: highestScore + 1 }, (_, i) => i)

const Scores = observer(function Scores({ ballot }: { ballot: Ballot }) {
  return (
    <>
      {ballot.options.map(({ id, text }) => (
        <View key={id} className='as-score'>
          <Text className='as-score__text'>{text}</Text>
          <View className='as-score__cells' {...aria({ role: 'radiogroup', label: text })}>
            {points.map((n) => (
              <Tap
                key={n}
                className={ballot.scores[id] === n ? 'as-score__cell as-score__cell--on' : 'as-score__cell'}
                role='radio'
                checked={ballot.scores[id] === n}
                label={`${text}，${n} 分`}
                onPress={() => ballot.score(id, n)}
              >
                <Text>{n}</Text>
              </Tap>
            ))}
          </View>
        </View>
      ))}
    </>
  )
})
