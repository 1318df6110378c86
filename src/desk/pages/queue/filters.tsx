import type { ItemKind } from '@contract/item'
import { kindLabels, stateLabel, statesOf } from '@contract/labels'
import { answeringRoles } from '@contract/words'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useStores } from '@/stores'
import { Button, Cell, CellGroup, Chips, Segmented, Sheet } from '@/ui'
import type { Queue, Scope } from '../../queue'

/** Stands for no filter, because a chip needs a value. */
const all = ''

const kinds = Object.keys(kindLabels) as ItemKind[]

/** States in which somebody still owes something; of reports, unless one looks for another kind. */
const openStates = (kind: ItemKind = 'hazard') =>
  Object.entries(statesOf(kind)).filter(([state]) => !['closed', 'withdrawn', 'merged', 'failed'].includes(state))

const scopes: { value: Scope; label: string }[] = [
  { value: 'mine', label: '我的' },
  { value: 'area', label: '辖区' },
]

export const Filters = observer(function Filters({ queue }: { queue: Queue }) {
  const { session } = useStores()
  const [open, setOpen] = useState(false)
  const oversees = session.staffRoles.some(
    ({ role }) => answeringRoles.includes(role) && !['departmentStaff', 'mediator'].includes(role),
  )
  return (
    <>
      {oversees && (
        <Segmented
          label='看谁的办件'
          options={scopes}
          value={queue.scope}
          onChange={(scope) => queue.narrow({ scope })}
        />
      )}
      <CellGroup>
        <Cell icon='search' title='筛选' value={summary(queue)} onPress={() => setOpen(true)} />
      </CellGroup>
      <Sheet open={open} title='筛选' onClose={() => setOpen(false)}>
        <Text className='desk-filter__label'>时限</Text>
        <Chips
          wrap
          label='时限'
          options={[
            { value: all, label: '全部' },
            { value: 'overdue', label: '只看超时' },
          ]}
          value={queue.overdue ? 'overdue' : all}
          onChange={(value) => queue.narrow({ overdue: value !== all })}
        />
        <Text className='desk-filter__label'>哪一类事</Text>
        <Chips
          wrap
          label='哪一类事'
          options={[{ value: all, label: '全部' }, ...kinds.map((kind) => ({ value: kind, label: kindLabels[kind] }))]}
          value={queue.kind ?? all}
          onChange={(kind) =>
            queue.narrow({ kind: (kind as ItemKind) || undefined, category: undefined, state: undefined })
          }
        />
        {(queue.kind ?? 'hazard') === 'hazard' && queue.categories.length > 0 && (
          <>
            <Text className='desk-filter__label'>类别</Text>
            <Chips
              wrap
              label='类别'
              options={[
                { value: all, label: '全部' },
                ...queue.categories.map((c) => ({ value: c.id, label: c.name })),
              ]}
              value={queue.category ?? all}
              onChange={(value) => queue.narrow({ category: value || undefined })}
            />
          </>
        )}
        <Text className='desk-filter__label'>状态</Text>
        <Chips
          wrap
          label='状态'
          options={[
            { value: all, label: '全部' },
            ...openStates(queue.kind).map(([value, label]) => ({ value, label })),
          ]}
          value={queue.state ?? all}
          onChange={(value) => queue.narrow({ state: value || undefined })}
        />
        <Button onPress={() => setOpen(false)}>看结果</Button>
        {queue.filtered && (
          <Button kind='text' onPress={queue.showAll}>
            不筛选
          </Button>
        )}
      </Sheet>
    </>
  )
})

/** What the list is narrowed to, in words. */
function summary(queue: Queue): string {
  const category = queue.categories.find((c) => c.id === queue.category)?.name
  const state = queue.state && stateLabel(queue.kind ?? 'hazard', queue.state)
  const kind = queue.kind && kindLabels[queue.kind]
  return [queue.overdue && '只看超时', kind, category, state].filter(Boolean).join('、') || '全部'
}
