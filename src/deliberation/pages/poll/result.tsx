import type { PollAnswer, Tally } from '@contract/deliberation'
import { Text, View } from '@tarojs/components'
import { areaWords, optionWords, verdictOf } from '@/assembly'
import { aria } from '@/platform/aria'
import { Card, Cell, CellGroup, StateBanner } from '@/ui'
import type { PollView } from '../../open-poll'

/** The outcome in plain words with its sums, and the sums as bars. */
export function Result({ view: { poll, outcome, tally, counts = [] } }: { view: PollView }) {
  if (!outcome) return null
  const { title, tone } = verdictOf(outcome)
  const winner = outcome.winner === undefined ? undefined : optionWords(poll, outcome.winner)
  return (
    <>
      <StateBanner
        tone={tone}
        icon={tone === 'done' ? 'check' : 'warning'}
        title={winner !== undefined && poll.method !== 'consent' ? `${title}：${winner}` : title}
      >
        {outcome.sentences.map((sentence) => (
          <Text key={sentence} className='as-line'>
            {sentence}
          </Text>
        ))}
      </StateBanner>
      {tally && <Sums poll={poll} tally={tally} winner={outcome.winner} />}
      {counts.length > 0 && (
        <CellGroup title='计票人把选票又数了一遍'>
          {counts.map(({ counter, agrees, note }) => (
            <Cell key={counter} title={counter} value={agreement(agrees)} hint={note} />
          ))}
        </CellGroup>
      )}
    </>
  )
}

const agreement = (agrees: boolean | undefined) => (agrees === undefined ? '还没有核对' : agrees ? '对得上' : '对不上')

function Sums({ poll, tally, winner }: { poll: PollAnswer; tally: Tally; winner: string | undefined }) {
  const most = Math.max(1, ...tally.sums.map(({ heads, points }) => points ?? heads))
  return (
    <Card title='各项票数'>
      {tally.sums.map(({ option, heads, area, points }) => (
        <View key={option} className='dl-tally'>
          <View className='dl-tally__head'>
            <Text className={option === winner ? 'dl-tally__name dl-tally__name--won' : 'dl-tally__name'}>
              {optionWords(poll, option)}
            </Text>
            <Text>{points === undefined ? `${heads} 票` : `${points} 分`}</Text>
          </View>
          <View className='dl-tally__bar' {...aria({ hidden: true })}>
            <View className='dl-tally__done' style={{ width: `${(100 * (points ?? heads)) / most}%` }} />
          </View>
          {area !== undefined && <Text className='as-line as-quiet'>{areaWords(area)}</Text>}
        </View>
      ))}
      {tally.rounds && tally.rounds.length > 1 && (
        <Text className='as-line as-quiet'>{`按喜好排序的票一共数了 ${tally.rounds.length} 轮，上面的话里写了每一轮。`}</Text>
      )}
    </Card>
  )
}
