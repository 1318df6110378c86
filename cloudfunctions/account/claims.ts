import type { Context } from '../kernel/action'
import { areaNow, getArea, peopleAt } from '../kernel/areas'
import type { AreaDoc, MembershipDoc, RoleDoc } from '../kernel/collections'
import type { ClockJob } from '../kernel/jobs'
import { type OutgoingNotice, writeNotices } from '../kernel/notices'
import type { Store } from '../kernel/ports'
import { justAfter, plusHours } from '../kernel/time'

/** Claims of one transaction, and transactions of one tick, so that both stay short for every store. */
const batch = 12
const mostBatches = 15
/** Hours after which an open claim is looked at again: an import may have given its building another grid. */
const lookEvery = 24

/** When the clock looks at an open claim next: as the building changes its grid, at the latest after a day. */
export function nextLook({ grids = [] }: Pick<AreaDoc, 'grids'>, now: string): string {
  const changes = grids.map(({ from }) => from).filter((from) => from > now)
  return [...changes, plusHours(now, lookEvery)].sort()[0]
}

/** Who confirms addresses for a grid besides the captains: its workers, and without any the staff of its community. */
export async function decidersAt(
  store: Store,
  { gridId, communityId }: Pick<MembershipDoc, 'gridId' | 'communityId'>,
): Promise<RoleDoc[]> {
  const workers = await peopleAt(store, gridId, 'gridWorker')
  return workers.length > 0 ? workers : peopleAt(store, communityId, 'communityStaff')
}

type Here = Pick<Context, 'ports' | 'now'>

/** Looks at open claims, and takes them along where their building has come to another grid; answers how many it saw. */
const followGrids: ClockJob = async (here) => {
  let done = 0
  for (let i = 0; i < mostBatches; i += 1) {
    const query = { eq: [], to: justAfter(here.now), limit: batch }
    const { rows } = await here.ports.store.range('memberships', 'byLook', query)
    if (rows.length === 0) break
    done += await followBatch(here, rows)
  }
  return done
}

export const clockJobs: readonly ClockJob[] = [followGrids]

/** A claim as it will be, and in which grid. */
interface Followed {
  claim: MembershipDoc
  grid?: { id: string; name: string }
}

async function followBatch(here: Here, claims: readonly MembershipDoc[]): Promise<number> {
  const { store } = here.ports
  const followed = await Promise.all(claims.map((claim) => follow(here, claim)))
  const moves = followed.flatMap(({ claim, grid }) => (grid ? [claim] : []))
  const deciders = new Map(
    await Promise.all(moves.map(async (claim) => [claim.gridId, await decidersAt(store, claim)] as const)),
  )
  return store.transaction(async (tx) => {
    const written: Followed[] = []
    // One that was decided, left or followed meanwhile stays as it is
    for (const one of followed) if (await tx.replace('memberships', one.claim)) written.push(one)
    const moved = written.filter(({ grid }) => grid !== undefined)
    await writeNotices(tx, here.ports, here.now, noticesOf(moved, deciders))
    return written.length
  })
}

async function follow({ ports: { store }, now }: Here, claim: MembershipDoc): Promise<Followed> {
  const area = await getArea(store, claim.buildingId)
  const looked = { ...claim, lookAt: nextLook(area ?? {}, now) }
  const { gridId, communityId } = (area && (await areaNow(store, area, now)))?.path ?? {}
  if (!gridId || !communityId || gridId === claim.pendingGrid) return { claim: looked }
  const name = (await getArea(store, gridId))?.name ?? ''
  return { claim: { ...looked, gridId, communityId, pendingGrid: gridId }, grid: { id: gridId, name } }
}

/** One message a grid of how many have come to it. */
function noticesOf(moved: readonly Followed[], deciders: ReadonlyMap<string, RoleDoc[]>): OutgoingNotice[] {
  const grids = new Map(moved.flatMap(({ grid }) => (grid ? [[grid.id, grid.name] as const] : [])))
  return [...grids].flatMap(([gridId, name]) => {
    const count = moved.filter(({ grid }) => grid?.id === gridId).length
    return (deciders.get(gridId) ?? []).map(({ personId }) => ({
      personId,
      kind: 'membershipWork',
      title: `${count} 份住址登记转到${name}`,
      body: '网格范围调整了，请核对',
      template: 'deskWork' as const,
    }))
  })
}
