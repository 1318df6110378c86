import { type TopicKind, type TopicState, topicKindLabels, topicKinds, topicStates } from '@contract/deliberation-words'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Button, Cell, CellGroup, Chips, Sheet } from '@/ui'
import type { Topics } from '../../topics'

/** Stands for no filter, because a chip needs a value. */
const all = ''

export const Filters = observer(function Filters({ topics }: { topics: Topics }) {
  const [open, setOpen] = useState(false)
  const { filter } = topics
  return (
    <>
      <CellGroup>
        <Cell icon='search' title='筛选' value={summary(topics)} onPress={() => setOpen(true)} />
      </CellGroup>
      <Sheet open={open} title='筛选' onClose={() => setOpen(false)}>
        <Text className='as-heading'>投票</Text>
        <Chips
          wrap
          label='投票'
          options={[
            { value: all, label: '全部' },
            { value: 'toVote', label: '只看等我投票的' },
          ]}
          value={filter.toVote ? 'toVote' : all}
          onChange={(value) => topics.narrow({ toVote: value === all ? undefined : true })}
        />
        <Text className='as-heading'>类别</Text>
        <Chips
          wrap
          label='类别'
          options={[
            { value: all, label: '全部' },
            ...topicKinds.map((kind) => ({ value: kind as string, label: topicKindLabels[kind] })),
          ]}
          value={filter.kind ?? all}
          onChange={(value) => topics.narrow({ kind: (value || undefined) as TopicKind | undefined })}
        />
        <Text className='as-heading'>进展</Text>
        <Chips
          wrap
          label='进展'
          options={[
            { value: all, label: '全部' },
            ...Object.entries(topicStates)
              .filter(([state]) => state !== 'held')
              .map(([value, label]) => ({ value, label })),
          ]}
          value={filter.state ?? all}
          onChange={(value) => topics.narrow({ state: (value || undefined) as TopicState | undefined })}
        />
        <Button onPress={() => setOpen(false)}>看结果</Button>
        {topics.filtered && (
          <Button kind='text' onPress={topics.showAll}>
            不筛选
          </Button>
        )}
      </Sheet>
    </>
  )
})

/** What the list is narrowed to, in words. */
function summary({ filter }: Topics): string {
  const { kind, state, toVote } = filter
  return (
    [toVote && '等我投票', kind && topicKindLabels[kind], state && topicStates[state]].filter(Boolean).join('、') ||
    '全部'
  )
}
