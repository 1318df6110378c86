import type { ItemKind } from '@contract/item'
import { kindLabels, stateLabel, statesOf } from '@contract/labels'
import { answeringRoles } from '@contract/words'
import { observer } from 'mobx-react-lite'
import { useStores } from '@/stores'
import { FilterChips, Filters, Segmented } from '@/ui'
import type { Queue, Scope } from '../../queue'

const kinds = Object.keys(kindLabels) as ItemKind[]

/** States in which somebody still owes something; of reports, unless one looks for another kind. */
const openStates = (kind: ItemKind = 'hazard') =>
  Object.entries(statesOf(kind)).filter(([state]) => !['closed', 'withdrawn', 'merged', 'failed'].includes(state))

const scopes: { value: Scope; label: string }[] = [
  { value: 'mine', label: '我的' },
  { value: 'area', label: '辖区' },
]

export const QueueFilters = observer(function QueueFilters({ queue }: { queue: Queue }) {
  const { session } = useStores()
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
      <Filters chosen={chosenOf(queue)} onClear={queue.showAll}>
        <FilterChips
          label='时限'
          options={[{ value: 'overdue', label: '只看超时' }]}
          value={queue.overdue ? 'overdue' : undefined}
          onChange={(value) => queue.narrow({ overdue: value !== undefined })}
        />
        <FilterChips
          label='哪一类事'
          options={kinds.map((kind) => ({ value: kind, label: kindLabels[kind] }))}
          value={queue.kind}
          onChange={(kind) => queue.narrow({ kind, category: undefined, state: undefined })}
        />
        {(queue.kind ?? 'hazard') === 'hazard' && queue.categories.length > 0 && (
          <FilterChips
            label='类别'
            options={queue.categories.map((c) => ({ value: c.id, label: c.name }))}
            value={queue.category}
            onChange={(category) => queue.narrow({ category })}
          />
        )}
        <FilterChips
          label='状态'
          options={openStates(queue.kind).map(([value, label]) => ({ value, label }))}
          value={queue.state}
          onChange={(state) => queue.narrow({ state })}
        />
      </Filters>
    </>
  )
})

/** What the list is narrowed to, in words. */
function chosenOf(queue: Queue) {
  const category = queue.categories.find((c) => c.id === queue.category)?.name
  const state = queue.state && stateLabel(queue.kind ?? 'hazard', queue.state)
  return [queue.overdue && '只看超时', queue.kind && kindLabels[queue.kind], category, state]
}
