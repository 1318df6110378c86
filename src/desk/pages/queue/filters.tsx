import { hazardStates } from '@contract/hazard'
import { stateLabel } from '@contract/labels'
import { answeringRoles } from '@contract/words'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useStores } from '@/stores'
import { Button, Cell, CellGroup, Chips, Segmented, Sheet } from '@/ui'
import type { Queue, Scope } from '../../queue'

/** Stands for no filter, because a chip needs a value. */
const all = ''

/** States in which somebody still owes something. */
const openStates = (Object.keys(hazardStates) as (keyof typeof hazardStates)[]).filter(
  (state) => !['closed', 'withdrawn', 'merged'].includes(state),
)

const scopes: { value: Scope; label: string }[] = [
  { value: 'mine', label: '我的' },
  { value: 'area', label: '辖区' },
]

export const Filters = observer(function Filters({ queue }: { queue: Queue }) {
  const { session } = useStores()
  const [open, setOpen] = useState(false)
  const oversees = session.staffRoles.some(({ role }) => answeringRoles.includes(role) && role !== 'departmentStaff')
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
        {queue.categories.length > 0 && (
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
            ...openStates.map((state) => ({ value: state as string, label: stateLabel('hazard', state) })),
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
  const state = queue.state && stateLabel('hazard', queue.state)
  return [queue.overdue && '只看超时', category, state].filter(Boolean).join('、') || '全部'
}
