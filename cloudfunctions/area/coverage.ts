import type { CoverageRow } from '../contract/area'
import { invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { AreaDoc } from '../kernel/collections'
import { countedSums, coverageOfStaff, staffOfGrids, sumCoverage } from '../kernel/coverage'
import { decodeCursor, encodeCursor } from '../kernel/cursor'
import { generationAt } from '../kernel/generations'
import { withRole } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { overseenArea, overseerRoles } from './overseen'
import { shortestFirst, staffingRole } from './rules'

/** Areas directly below one at most. */
const mostBelow = 1000

/**
 * Who staffs the grids of an area. A community's grids are counted at once; above, the sums of its parts are read, which
 * the timer keeps. The whole list is put in order before a page of it is taken: an area has few parts.
 */
export const coverage = action({
  name: 'area.coverage',
  policy: withRole(...overseerRoles),
  async run(context, { areaId, cursor }) {
    const { ports, caller, now } = context
    const area = await overseenArea(context, areaId)
    const inCommunity = area.level === 'community'
    const rows = (await (inCommunity ? gridRows(context, area) : rowsBelow(ports.store, area))).sort(shortestFirst)
    const first = cursor === undefined ? 0 : positionOf(cursor)
    const shown = rows.slice(first, first + limits.page)
    const [generation, counted] = await Promise.all([
      generationAt(ports.store, now),
      inCommunity ? undefined : ports.store.get('coverage', area.id),
    ])
    return {
      area: { ...rowOf(area), within: area.within, sums: countedSums(counted) ?? totalOf(rows) },
      rows: shown,
      cursor: first + shown.length < rows.length ? encodeCursor(first + shown.length, area.id) : undefined,
      generation,
      allowed: [inCommunity && staffingRole(caller.roles, area.path) && 'area.changeWorker', 'area.moveItems'].filter(
        (name) => typeof name === 'string',
      ),
    }
  },
})

const rowOf = ({ id, level, name }: AreaDoc): CoverageRow => ({ areaId: id, level, name })

const totalOf = (rows: readonly CoverageRow[]) => sumCoverage(rows.flatMap(({ sums }) => (sums ? [sums] : [])))

async function gridRows({ ports: { store }, now }: Context, community: AreaDoc): Promise<CoverageRow[]> {
  const staffed = await staffOfGrids(store, community.id, now)
  return Promise.all(
    staffed.map(async (staff) => {
      const post = await store.get('posts', staff.grid.id)
      return { ...rowOf(staff.grid), sums: coverageOfStaff(staff), ...(post?.vacant && { standIn: true }) }
    }),
  )
}

async function rowsBelow(store: Store, parent: AreaDoc): Promise<CoverageRow[]> {
  const { rows } = await store.range('areas', 'byParent', { eq: [parent.id], limit: mostBelow })
  return Promise.all(
    rows
      .filter(({ level }) => level !== 'department')
      .map(async (area) => {
        const sums = countedSums(await store.get('coverage', area.id))
        return { ...rowOf(area), ...(sums && { sums }) }
      }),
  )
}

/** How many rows the pages before have shown. @throws ActionError INVALID naming `cursor` */
function positionOf(cursor: string): number {
  const [shown] = decodeCursor(cursor)
  if (typeof shown !== 'number' || !Number.isInteger(shown) || shown < 0)
    throw invalid('cursor', '翻页位置不正确，请回到第一页')
  return shown
}
