import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Button, Cell, CellGroup, Sheet } from '@/ui'
import { actionLabel, actionSheets, type ItemAction, layOut } from './actions'
import type { OpenItem } from './open-item'

/** What this person may do with the item now: one main button, the others one tap away, each with its sheet. */
export const ItemActions = observer(function ItemActions({ page }: { page: OpenItem }) {
  const [choosing, setChoosing] = useState(false)
  const { view } = page
  const { lead, rest } = view ? layOut(view.allowed, view.item) : { lead: undefined, rest: [] }
  const label = (action: ItemAction) => actionLabel(action, view?.item.state ?? '')
  const begin = (action: ItemAction) => {
    setChoosing(false)
    page.begin(action)
  }
  const [only] = rest
  return (
    <>
      {lead && <Button onPress={() => begin(lead)}>{label(lead)}</Button>}
      {rest.length === 1 && only && (
        <Button kind={actionSheets[only].danger ? 'danger' : 'plain'} onPress={() => begin(only)}>
          {label(only)}
        </Button>
      )}
      {rest.length > 1 && (
        <Button kind='plain' onPress={() => setChoosing(true)}>
          {lead ? '其他操作' : '办理'}
        </Button>
      )}
      <Sheet open={choosing} title='其他操作' onClose={() => setChoosing(false)}>
        <CellGroup>
          {rest.map((action) => (
            <Cell key={action} title={label(action)} hint={actionSheets[action].help} onPress={() => begin(action)} />
          ))}
        </CellGroup>
      </Sheet>
    </>
  )
})

/** Whether `ItemActions` draws anything, so that an empty footer is left out. */
export function hasActions({ view }: OpenItem): boolean {
  if (!view) return false
  const { lead, rest } = layOut(view.allowed, view.item)
  return lead !== undefined || rest.length > 0
}
