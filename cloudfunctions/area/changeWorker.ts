import type { Input } from '../contract'
import { conflict, invalid } from '../contract/errors'
import type { Unit } from '../contract/fields'
import { action, type Context } from '../kernel/action'
import { peopleAt, unitOf } from '../kernel/areas'
import type { AreaDoc, HandoverDoc, ItemDoc, PersonDoc, PostDoc, RoleDoc } from '../kernel/collections'
import { addCoverage, coverageOfGrid, plusCoverage, staffOfGrid } from '../kernel/coverage'
import { itemsToHandOver } from '../kernel/handover'
import type { OutgoingNotice } from '../kernel/notices'
import { withRole } from '../kernel/people'
import type { Fresh, Store, Transaction } from '../kernel/ports'
import { rulesOf } from '../kinds'
import { staffedGrid } from './overseen'
import { postChange } from './rules'
import { colleaguesOf, presentColleague } from './staff'

type Change = Input<'area.changeWorker'>

/**
 * Replaces, adds or takes off a worker of a grid. Post, roles and the order to hand over the open items are written at
 * once; the timer hands them over, batch by batch. Where nobody is left, the community answers from that moment on.
 */
export const changeWorker = action({
  name: 'area.changeWorker',
  policy: withRole('communityStaff', 'streetStaff'),
  perHour: 60,
  async run(context, input) {
    const { store, random } = context.ports
    const { grid, community, role, by } = await staffedGrid(context, input.gridId)
    const [post, { workers, informants }] = await Promise.all([store.get('posts', grid.id), staffOfGrid(store, grid)])
    const leaving = workers.find(({ id }) => id === input.leavingId)
    if ((post?.version ?? 0) !== input.version || (input.leavingId && !leaving)) throw changedBefore()
    const joining = await successorOf(context, input, grid, community)
    if (workers.some(({ personId }) => personId === joining?.personId))
      throw invalid(input.phone ? 'phone' : 'joiningId', '这位已经是本网格的网格员了')
    const staying = workers.filter((worker) => worker !== leaving)
    const after = joining ? [...staying, joining] : staying

    const units = { grid: unitOf(grid), community: unitOf(community) }
    const change = postChange({ before: workers.length, left: leaving !== undefined, after: after.length })
    const items = change ? await itemsToHandOver(store, rulesOf, { change, ...units }) : []
    const notices = await noticesOf(context, units, { leaving, joining, after, items })
    const sums = (people: number) => coverageOfGrid(grid.households ?? 0, people, informants.length)
    const difference = plusCoverage(sums(after.length), sums(workers.length), -1)

    return context.commit(async (tx) => {
      const version = await changePost(tx, post, grid.id, after.length === 0)
      if (leaving && !(await tx.remove('roles', leaving.id, leaving.version))) throw changedBefore()
      if (joining && !(await tx.insert('roles', joining))) throw changedBefore()
      if (change && items.length > 0) {
        const handover: Fresh<HandoverDoc> = {
          id: random.id(),
          change,
          ...units,
          itemIds: items.map(({ id }) => id),
          actorId: context.caller.person?.id ?? '',
          actorRole: role,
          actorUnit: by,
          dueAt: context.now,
        }
        await tx.insert('handovers', handover)
      }
      await addCoverage(tx, grid.path, difference)
      return {
        answer: {
          gridId: grid.id,
          version,
          workers: after.map(presentColleague),
          open: items.length,
          standIn: after.length === 0,
        },
        notices,
      }
    })
  },
})

const changedBefore = () => conflict('刚刚有人换过这个网格的网格员，请看过再改')

/** Writes the post anew and answers its version. @throws ActionError CONFLICT when somebody was faster */
async function changePost(tx: Transaction, seen: PostDoc | undefined, id: string, vacant: boolean): Promise<number> {
  const post = { id, ...(vacant && { vacant: true as const }) }
  const written = seen ? await tx.replace('posts', { ...post, version: seen.version }) : await tx.insert('posts', post)
  if (!written) throw changedBefore()
  return (seen?.version ?? 0) + 1
}

/** The role that the successor will hold; undefined when nobody is to come. @throws ActionError INVALID */
async function successorOf(
  context: Context,
  { joiningId, phone, name }: Change,
  grid: AreaDoc,
  community: AreaDoc,
): Promise<Fresh<RoleDoc> | undefined> {
  const { store, random } = context.ports
  const holding = (who: Pick<RoleDoc, 'personId' | 'name' | 'workPhone'>): Fresh<RoleDoc> => ({
    id: random.id(),
    role: 'gridWorker',
    areaId: grid.id,
    areaName: grid.name,
    title: `${grid.name}网格员`,
    ...who,
  })
  if (joiningId) {
    const found = (await colleaguesOf(context, community)).find(({ id }) => id === joiningId)
    if (!found) throw invalid('joiningId', '没有找到这位同事，请重新选择')
    const { personId, name: known, workPhone } = found
    return holding({ personId, name: known, ...(workPhone && { workPhone }) })
  }
  if (!phone || !name) return undefined
  const person = await registered(store, phone, name)
  if (!person) throw invalid('phone', '没有找到用这个姓名和手机号登记的人，请对方先在「我的」里填好姓名和电话')
  return holding({ personId: person.id, name, workPhone: phone })
}

/** Who registered just this name with this phone, which nobody has proved to be theirs: nobody, when two did. */
async function registered(store: Store, phone: string, name: string): Promise<PersonDoc | undefined> {
  const { rows } = await store.range('people', 'byPhone', { eq: [], from: phone, to: `${phone}\u0000`, limit: 10 })
  const named = rows.filter((person) => person.name === name)
  return named.length === 1 ? named[0] : undefined
}

interface Told {
  leaving: RoleDoc | undefined
  joining: Fresh<RoleDoc> | undefined
  after: readonly Fresh<RoleDoc>[]
  items: readonly ItemDoc[]
}

/** Whom the change concerns besides whoever made it: who comes, who goes, and the community where nobody is left. */
async function noticesOf(
  { ports, caller, now }: Context,
  { grid, community }: { grid: Unit; community: Unit },
  { leaving, joining, after, items }: Told,
): Promise<OutgoingNotice[]> {
  const late = items.filter(({ dueAt }) => dueAt !== undefined && dueAt <= now).length
  const work =
    items.length > 0 ? `在办的事有 ${items.length} 件${late > 0 ? `，其中 ${late} 件已超时` : ''}` : '没有在办的事'
  const template = 'deskWork' as const
  const notices: OutgoingNotice[] = []
  if (joining)
    notices.push({
      personId: joining.personId,
      kind: 'gridWork',
      title: `您现在是${grid.name}网格员`,
      body: `${work}，请到工作台查看`,
      template,
    })
  if (leaving)
    notices.push({
      personId: leaving.personId,
      kind: 'gridLeft',
      title: `您不再负责${grid.name}`,
      body: `${work}，由${after.length > 0 ? '现在的网格员' : community.name}接着办`,
      template,
    })
  if (after.length === 0)
    for (const { personId } of await peopleAt(ports.store, community.id, 'communityStaff'))
      notices.push({
        personId,
        kind: 'gridVacant',
        title: `${grid.name}没有网格员了`,
        body: `${work}，和新来的报告、住址登记一起先由社区负责，请尽快安排网格员`,
        template,
      })
  return notices.filter(({ personId }) => personId !== caller.person?.id)
}
