import { relationLabels } from '../contract/account'
import { conflict, forbidden, invalid, notFound } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import { getBuilding, peopleAt } from '../kernel/areas'
import type { MembershipDoc } from '../kernel/collections'
import { staffOfGrids } from '../kernel/coverage'
import { decodeCursor, encodeCursor } from '../kernel/cursor'
import { type HeldRole, holds, maskName, signedIn, withRole } from '../kernel/people'
import type { Transaction } from '../kernel/ports'
import { decidersAt, nextLook } from './claims'
import { changePerson } from './person'
import { type MembershipStep, membershipAfter, membershipPage, normaliseUnit } from './rules'

/** Says where one lives, once; the captain or grid worker confirms. Choosing another building leaves the one before. */
export const joinBuilding = action({
  name: 'account.joinBuilding',
  policy: signedIn,
  perHour: 20,
  async run(context, { buildingId, unit: written, relation }) {
    const { store } = context.ports
    const building = await getBuilding(store, buildingId, context.now)
    if (!building?.path.gridId || !building.path.communityId) throw invalid('buildingId', '没有找到这栋楼')
    const unit = normaliseUnit(written)
    const { rows } = await store.range('households', 'byBuilding', {
      eq: [buildingId],
      from: unit,
      to: `${unit}\u0000`,
      limit: 1,
    })
    if (rows.length === 0) throw invalid('unit', '这栋楼没有这个房号，请从列表里选择')
    const record = context.caller.person?.record
    const previousId = record?.homeMembershipId
    const membership: MembershipDoc = {
      id: context.ports.random.id(),
      version: 1,
      personId: context.caller.person?.id ?? '',
      personName: record?.name ?? '',
      buildingId,
      buildingName: building.name,
      gridId: building.path.gridId,
      communityId: building.path.communityId,
      unit,
      relation,
      state: 'pending',
      at: context.now,
      pendingBuilding: buildingId,
      pendingGrid: building.path.gridId,
      lookAt: nextLook(building, context.now),
    }
    const deciders = await decidersOf(context, membership)
    return context.commit(async (tx) => {
      const previous = previousId ? await tx.get('memberships', previousId) : undefined
      if (previous) await moveMembership(tx, previous, 'leave')
      const { version: _, ...fresh } = membership
      await tx.insert('memberships', fresh)
      await changePerson(tx, context, (person) => {
        if (person.homeMembershipId !== previousId) throw conflict('您刚刚在另一处登记了住址，请刷新')
        return { ...person, homeMembershipId: membership.id }
      })
      return {
        answer: { membershipId: membership.id, version: 1, state: membership.state },
        notices: deciders.map((personId) => ({
          personId,
          kind: 'membershipWork',
          title: '有居民登记住址，请核对',
          body: `${building.name} ${unit}，${relationLabels[relation]}`,
          template: 'deskWork' as const,
        })),
      }
    })
  },
})

/** Whom a claim waits for; nobody decides their own. */
async function decidersOf({ caller, ports }: Context, claim: MembershipDoc) {
  const holders = await Promise.all([
    peopleAt(ports.store, claim.buildingId, 'captain'),
    decidersAt(ports.store, claim),
  ])
  return holders
    .flat()
    .map((role) => role.personId)
    .filter((personId) => personId !== caller.person?.id)
}

/** Writes the membership's next state. @throws ActionError CONFLICT when the table has no such step */
async function moveMembership(tx: Transaction, membership: MembershipDoc, step: MembershipStep, reason?: string) {
  const state = membershipAfter(membership.state, step)
  if (!state) {
    if (step === 'leave') return membership
    throw conflict('这份住址登记已经处理过了')
  }
  const { pendingBuilding: _, pendingGrid: __, lookAt: ___, livesIn: ____, reason: _____, ...rest } = membership
  const livesIn = state === 'confirmed' && { livesIn: membership.buildingId }
  const next = { ...rest, state, ...livesIn, ...(reason && { reason }) }
  if (!(await tx.replace('memberships', next))) throw conflict()
  return next
}

export const leaveBuilding = action({
  name: 'account.leaveBuilding',
  policy: signedIn,
  perHour: 20,
  async run(context, { membershipId }) {
    const membership = await context.ports.store.get('memberships', membershipId)
    if (!membership || membership.personId !== context.caller.person?.id) throw notFound('住址登记')
    return context.commit(async (tx) => {
      await moveMembership(tx, membership, 'leave')
      await changePerson(tx, context, ({ homeMembershipId, ...person }) =>
        homeMembershipId === membershipId ? person : { ...person, ...(homeMembershipId && { homeMembershipId }) },
      )
      return { answer: { membershipId, state: 'left' as const } }
    })
  },
})

/**
 * Whether the caller may decide who lives in a building: its captain, the worker of its grid, and while the grid has
 * none the staff of its community.
 */
async function mayDecide({ caller, ports }: Context, { buildingId, gridId, communityId }: MembershipDoc) {
  if (holds(caller, 'captain', buildingId) || holds(caller, 'gridWorker', gridId)) return true
  if (!holds(caller, 'communityStaff', communityId)) return false
  return (await peopleAt(ports.store, gridId, 'gridWorker')).length === 0
}

const deciderRoles = ['captain', 'gridWorker', 'communityStaff'] as const

export const decideMembership = action({
  name: 'account.decideMembership',
  policy: withRole(...deciderRoles),
  perHour: 300,
  async run(context, { membershipId, decision, reason }) {
    const membership = await context.ports.store.get('memberships', membershipId)
    if (!membership || !(await mayDecide(context, membership))) throw notFound('住址登记')
    if (membership.personId === context.caller.person?.id) throw forbidden('不能确认自己的住址，请网格员或楼长确认')
    if (decision === 'refuse' && !reason) throw invalid('reason', '请写明不确认的原因')
    return context.commit(async (tx) => {
      const fresh = await tx.get('memberships', membershipId)
      if (!fresh) throw notFound('住址登记')
      const next = await moveMembership(tx, fresh, decision, decision === 'refuse' ? reason : undefined)
      return {
        answer: { membershipId, version: next.version + 1, state: next.state },
        notices: [
          {
            personId: membership.personId,
            kind: 'membership',
            title: decision === 'confirm' ? '您的住址已确认' : '您的住址没有确认',
            body: [`${membership.buildingName} ${membership.unit}`, reason].filter(Boolean).join('。'),
          },
        ],
      }
    })
  },
})

interface ClaimDesk {
  index: 'byPendingBuilding' | 'byPendingGrid'
  areaId: string
}

/** Where the claims lie that a role decides; of a community those of its grids without a worker. */
async function desksOf({ ports, now }: Context, { role, areaId }: HeldRole): Promise<ClaimDesk[]> {
  if (role === 'captain') return [{ index: 'byPendingBuilding', areaId }]
  if (role === 'gridWorker') return [{ index: 'byPendingGrid', areaId }]
  if (role !== 'communityStaff') return []
  const staffed = await staffOfGrids(ports.store, areaId, now)
  return staffed
    .filter(({ workers }) => workers.length === 0)
    .map(({ grid }) => ({ index: 'byPendingGrid' as const, areaId: grid.id }))
}

/** Claims waiting for the caller's decision, oldest first. */
export const memberships = action({
  name: 'account.memberships',
  policy: withRole(...deciderRoles),
  async run(context, { cursor }) {
    if (cursor !== undefined) decodeCursor(cursor)
    const { store } = context.ports
    const desks = (await Promise.all(context.caller.roles.map((held) => desksOf(context, held)))).flat()
    const pages = await Promise.all(
      desks.map(({ index, areaId }) =>
        store.range('memberships', index, { eq: [areaId], limit: membershipPage + 1, after: cursor }),
      ),
    )
    const rows = [...new Map(pages.flatMap((page) => page.rows).map((row) => [row.id, row])).values()].sort((a, b) =>
      a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1,
    )
    const shown = rows.slice(0, membershipPage)
    const last = shown.at(-1)
    return {
      memberships: shown.map((row) => ({
        ...row,
        membershipId: row.id,
        personName: row.personName ? maskName(row.personName) : '未留姓名',
      })),
      cursor: rows.length > membershipPage && last ? encodeCursor(last.at, last.id) : undefined,
    }
  },
})
