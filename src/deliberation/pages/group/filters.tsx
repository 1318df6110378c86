import type { TopicState } from '@contract/deliberation-words'
import { topicKindLabels, topicKinds, topicStates } from '@contract/deliberation-words'
import { observer } from 'mobx-react-lite'
import { FilterChips, Filters } from '@/ui'
import type { Topics } from '../../topics'

const states = (Object.keys(topicStates) as TopicState[]).filter((state) => state !== 'held')

export const TopicFilters = observer(function TopicFilters({ topics }: { topics: Topics }) {
  const { kind, state, toVote } = topics.filter
  const chosen = [toVote && '等我投票', kind && topicKindLabels[kind], state && topicStates[state]]
  return (
    <Filters chosen={chosen} onClear={topics.showAll}>
      <FilterChips
        label='投票'
        options={[{ value: 'toVote', label: '只看等我投票的' }]}
        value={toVote ? 'toVote' : undefined}
        onChange={(value) => topics.narrow({ toVote: value && true })}
      />
      <FilterChips
        label='类别'
        options={topicKinds.map((value) => ({ value, label: topicKindLabels[value] }))}
        value={kind}
        onChange={(value) => topics.narrow({ kind: value })}
      />
      <FilterChips
        label='进展'
        options={states.map((value) => ({ value, label: topicStates[value] }))}
        value={state}
        onChange={(value) => topics.narrow({ state: value })}
      />
    </Filters>
  )
})
