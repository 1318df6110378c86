import type { Input } from '../contract'
import { conflict, forbidden, invalid } from '../contract/errors'
import type { Unit } from '../contract/fields'
import type { HazardState } from '../contract/hazard'
import { action, type Context, type Policy } from '../kernel/action'
import type { ItemDoc } from '../kernel/collections'
import { addEvent, documented, findItem, followersOf, joinItem } from '../kernel/items'
import { isStaff, signedIn } from '../kernel/people'
import type { Transaction } from '../kernel/ports'
import { stepAction } from '../kernel/stepAction'
import { hazardRules } from './rules'

/** A reporter is signed in, or holds the receipt. */
const reporter: Policy = (caller, input) =>
  caller.person || (input as { receipt?: string }).receipt !== undefined ? true : 'UNAUTHENTICATED'

/** A step by receipt leaves no trace of who held it. */
const byReceipt = (input: { receipt?: string }) => input.receipt !== undefined

const byReporter = { policy: reporter, unlinked: byReceipt }

const accept = stepAction(hazardRules, 'hazard.accept')

const handBack = stepAction(hazardRules, 'hazard.handBack', ({ reason }) => ({ note: reason }))

const blow = stepAction(hazardRules, 'hazard.blow', ({ reason }) => ({ note: reason }))

/** Settling and resolving differ in the table alone. */
const finished = (input: Input<'hazard.settle'>, context: Context) =>
  documented(context, input, { note: input.result, patch: { result: input.result } })

const settle = stepAction(hazardRules, 'hazard.settle', finished)

const resolve = stepAction(hazardRules, 'hazard.resolve', finished)

const assign = stepAction(hazardRules, 'hazard.assign', async ({ note, departmentId }, context, item) => ({
  note,
  to: await chooseDepartment(context, item, departmentId),
}))

/** The department named, or the one the category goes to; only one of the item's own district. */
async function chooseDepartment(context: Context, item: ItemDoc, departmentId: string | undefined): Promise<Unit> {
  const departments = await departmentsFor(context, item)
  const chosen = departmentId
    ? departments.find((department) => department.id === departmentId)
    : departments.find((department) => department.suggested)
  if (!chosen) throw invalid('departmentId', '请选择本区的一个部门')
  return { level: 'department', id: chosen.id, name: chosen.name }
}

/** Departments of the item's district, the category's own first. */
async function departmentsFor(context: Context, item: ItemDoc) {
  const { store } = context.ports
  const [category, { rows }] = await Promise.all([
    store.get('categories', item.category ?? ''),
    store.range('areas', 'departmentsOf', { eq: [item.area.districtId], limit: 100 }),
  ])
  return rows
    .map((row) => ({ id: row.id, name: row.name, suggested: row.departmentKind === category?.departmentKind }))
    .sort((a, b) => Number(b.suggested) - Number(a.suggested))
}

const departments = action({
  name: 'hazard.departments',
  policy: signedIn,
  async run(context, input) {
    const { item } = await findItem(context, input.itemId)
    if (!isStaff(context.caller)) throw forbidden()
    return { departments: await departmentsFor(context, item) }
  },
})

const confirm = stepAction(
  hazardRules,
  'hazard.confirm',
  ({ score, comment }) => ({ note: [`评分 ${score} 分`, comment].filter(Boolean).join('：'), patch: { score } }),
  byReporter,
)

const reopen = stepAction(
  hazardRules,
  'hazard.reopen',
  (input, context, item) => documented(context, input, { note: input.reason, patch: { reopens: item.reopens + 1 } }),
  byReporter,
)

const withdraw = stepAction(hazardRules, 'hazard.withdraw', ({ reason }) => ({ note: reason }), byReporter)

const merge = stepAction(hazardRules, 'hazard.merge', async ({ intoItemId }, context, item) => {
  if (intoItemId === item.id) throw invalid('intoItemId', '不能并入它自己')
  const { item: target } = await findItem(context, intoItemId).catch(() => {
    throw invalid('intoItemId', '没有找到要并入的办件')
  })
  if (target.category !== item.category) throw invalid('intoItemId', '只能并入同一类别的办件')
  const followers = await followersOf(context.ports.store, item.id)
  return {
    note: `并入 ${target.id}`,
    patch: { mergedInto: target.id },
    also: (tx) => absorb(tx, context, target.id, { followers, count: item.mergedCount + 1 }),
  }
})

/** What a merged item brings: those who follow it, and the reports in it, its own included. */
interface Merged {
  followers: readonly string[]
  count: number
}

/** The item that stays counts the merged one, and its reporters hear of the outcome from now on. */
async function absorb(tx: Transaction, context: Context, targetId: string, merged: Merged) {
  const target = await tx.get('items', targetId)
  if (!target || hazardRules.closed.includes(target.state as HazardState))
    throw conflict('要并入的办件已经办结，不能再并入')
  const next = { ...target, seq: target.seq + 1, mergedCount: target.mergedCount + merged.count }
  if (!(await tx.replace('items', next))) throw conflict()
  await addEvent(tx, next, 'absorb', context.now, { role: 'system' })
  for (const personId of merged.followers) await joinItem(tx, targetId, personId, context.now)
}

export const stepActions = [
  accept,
  handBack,
  settle,
  blow,
  assign,
  departments,
  resolve,
  confirm,
  reopen,
  withdraw,
  merge,
]
