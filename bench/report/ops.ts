import { type ActionName, contract } from '../../cloudfunctions/contract'
import { pipeline } from '../../cloudfunctions/kernel/pipeline'
import { allActions } from '../../local/actions'
import type { House } from '../../local/house'
import type { Cast } from './cast'
import { countingStore, type StoreOps } from './counting'
import { playEveryAction } from './story'

/** Plays every action on a counting store; the most operations of each. @throws when the story leaves an action out */
export async function opsOfEveryAction(house: House, cast: Cast): Promise<Record<string, StoreOps>> {
  const store = countingStore(house.ports.store)
  const ports = { ...house.ports, store }
  const found: Record<string, StoreOps> = {}
  const counting = pipeline(allActions, ports, {
    rateFactor: 1e9,
    log({ action }) {
      const ops = store.take()
      if (totalOf(ops) > totalOf(found[action] ?? {})) found[action] = ops
      else found[action] ??= ops
    },
  })
  await playEveryAction(counting, { ...ports, due: house.due }, cast)
  const left = (Object.keys(contract) as ActionName[]).filter((name) => !found[name])
  if (left.length > 0) throw new Error(`the story takes no ${left.join(', ')}`)
  return found
}

/** Operations in all; a transaction is none by itself. */
export const totalOf = ({ transaction: _, ...ops }: Partial<StoreOps>) =>
  Object.values(ops).reduce((sum, n) => sum + n, 0)
