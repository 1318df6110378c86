import * as v from 'valibot'
import { cursor, id, phone, point, text } from './fields'
import { limits } from './limits'

/**
 * Area levels from the top. A building hangs below exactly one grid; a courtyard 楼院 gathers buildings of one community
 * whatever their grids; a department stands beside the streets of a district.
 */
export const areaLevels = [
  'city',
  'district',
  'street',
  'community',
  'grid',
  'courtyard',
  'building',
  'department',
] as const
export type AreaLevel = (typeof areaLevels)[number]

const gcjPoint = v.object({ lng: v.number(), lat: v.number(), system: v.literal('gcj02') })

export const areaAnswer = v.object({
  id: v.string(),
  level: v.picklist(areaLevels),
  name: v.string(),
  /** Names from the district down to the parent: `中山区 · 老虎滩街道`. */
  within: v.string(),
  parentId: v.optional(v.string()),
  point: v.optional(gcjPoint),
  /** Made for the demonstration, not a real boundary or address. */
  synthetic: v.optional(v.boolean()),
})
export type AreaAnswer = v.InferOutput<typeof areaAnswer>

/** Which rule decided who is responsible, in the order they are tried. */
export const routeRules = ['building', 'polygon', 'nearest', 'communityDesk', 'streetDesk', 'districtDesk'] as const
export type RouteRule = (typeof routeRules)[number]
export const routeRuleLabels: Record<RouteRule, string> = {
  building: '按楼栋所属网格',
  polygon: '按位置所在网格',
  nearest: '位置在网格线外，按最近的网格',
  communityDesk: '位置不在网格内，由社区受理',
  streetDesk: '位置不在网格内，由街道受理',
  districtDesk: '位置不在网格内，由区受理',
}

/**
 * Households that one grid worker and one informant answer for, by the city's plan: 按照200户—300户标准……划分为一个网格，
 * 每50户—100户设立1名网格信息员.
 */
export const householdsPer = { worker: { min: 200, max: 300 }, informant: { min: 50, max: 100 } } as const

/** How an area is staffed, added up over its grids: somebody too many in one grid does not make up for another. */
const sums = v.object({
  grids: v.number(),
  households: v.number(),
  workers: v.number(),
  informants: v.number(),
  /** Fewest people that hold the standard. */
  workersNeeded: v.number(),
  informantsNeeded: v.number(),
  workersShort: v.number(),
  informantsShort: v.number(),
  /** Grids without any worker. */
  vacant: v.number(),
})
export type CoverageSums = v.InferOutput<typeof sums>

const coverageRow = v.object({
  areaId: v.string(),
  level: v.picklist(areaLevels),
  name: v.string(),
  /** Absent while the area has not been counted. */
  sums: v.optional(sums),
  /** Grid whose last worker was taken off: the community answers for it. */
  standIn: v.optional(v.boolean()),
})
export type CoverageRow = v.InferOutput<typeof coverageRow>

/** A worker or informant as colleagues see them; `roleId` names the role, not the person. */
const colleague = v.object({
  roleId: v.string(),
  name: v.string(),
  /** What they are: `中兴社区第3网格网格员`. */
  title: v.string(),
  phone: v.optional(v.string()),
})
export type Colleague = v.InferOutput<typeof colleague>

export const areaContract = {
  'area.search': {
    request: v.strictObject({
      text: text('要找的名称', limits.search),
      level: v.optional(v.picklist(areaLevels, '没有这一级')),
    }),
    answer: v.object({ areas: v.array(areaAnswer) }),
  },
  'area.children': {
    request: v.strictObject({ parentId: id('上级区域'), cursor }),
    answer: v.object({ areas: v.array(areaAnswer), cursor: v.optional(v.string()) }),
  },
  'area.building': {
    request: v.strictObject({ buildingId: id('楼栋') }),
    answer: v.object({
      building: areaAnswer,
      gridId: v.string(),
      gridName: v.string(),
      communityId: v.string(),
      communityName: v.string(),
      /** Doors of the building (`1-301`: entrance 1, door 301), in order. */
      units: v.array(v.string()),
    }),
  },
  'area.locate': {
    request: v.strictObject({ point }),
    answer: v.object({
      /** Grids that may hold the point, likeliest first; empty when no grid is near. */
      candidates: v.array(
        v.object({
          gridId: v.string(),
          gridName: v.string(),
          communityId: v.string(),
          communityName: v.string(),
          /** 0 to 1: of many fixes like this one, so many lie in this grid. Those of one answer add up to at most 1. */
          probability: v.number(),
        }),
      ),
      /** Which rule would decide for the point as it stands. */
      rule: v.picklist(routeRules),
      /**
       * When no grid is certain to 90 %: the buildings that the person may be at, nearest first, to be asked about. A
       * building says its grid, whatever the point says. Empty without doubt, and where no building is near.
       */
      buildings: v.array(
        v.object({
          id: v.string(),
          name: v.string(),
          /** From the point to the building's middle, in whole metres. */
          metres: v.number(),
        }),
      ),
    }),
  },
  /** What a hand-drawn map shows round a point: buildings and grid outlines within about 600 m. For clients without a map of their own. */
  'area.around': {
    request: v.strictObject({ point }),
    answer: v.object({
      centre: gcjPoint,
      buildings: v.array(v.object({ id: v.string(), name: v.string(), point: gcjPoint })),
      /** Each grid's rings, those of its holes too, as `[lng, lat, lng, lat, …]` in GCJ-02. */
      grids: v.array(v.object({ id: v.string(), name: v.string(), rings: v.array(v.array(v.number())) })),
    }),
  },
  /** Who staffs the grids of an area against the standard, where people are short first. Without `areaId`: the caller's own. */
  'area.coverage': {
    request: v.strictObject({ areaId: v.optional(id('区域')), cursor }),
    answer: v.object({
      area: v.object({ ...coverageRow.entries, within: v.string() }),
      rows: v.array(coverageRow),
      cursor: v.optional(v.string()),
      /** The boundaries in force. */
      generation: v.optional(v.object({ id: v.string(), startsAt: v.string() })),
      /** What the caller may do here: `area.changeWorker` on the grids, `area.moveItems`. */
      allowed: v.array(v.string()),
    }),
  },
  /** The people of a grid, and the colleagues of its community who could take it on. */
  'area.staff': {
    request: v.strictObject({ gridId: id('网格') }),
    answer: v.object({
      gridId: v.string(),
      gridName: v.string(),
      /** To be given to `area.changeWorker`: two changes at once are told apart by it. */
      version: v.number(),
      workers: v.array(colleague),
      informants: v.array(colleague),
      known: v.array(colleague),
      /** Open items that go with the grid. */
      open: v.number(),
    }),
  },
  /**
   * Replaces, adds or takes off a worker of a grid. The successor is a colleague (`joiningId`, a `roleId` of `area.staff`)
   * or whoever registered this name and phone. Open items stay with the grid; without any worker the community answers.
   */
  'area.changeWorker': {
    request: v.pipe(
      v.strictObject({
        gridId: id('网格'),
        version: v.pipe(v.number('缺少版本号'), v.integer('版本号不正确'), v.minValue(0, '版本号不正确')),
        leavingId: v.optional(id('要换下的网格员')),
        joiningId: v.optional(id('接手的人')),
        phone: v.optional(phone),
        name: v.optional(text('姓名', limits.name)),
      }),
      v.forward(
        v.check((r) => [r.leavingId, r.joiningId, r.phone].some(Boolean), '请选择接手的人'),
        ['joiningId'],
      ),
      v.forward(
        v.check((r) => !r.joiningId || !r.phone, '接手的人只能选一位'),
        ['phone'],
      ),
      v.forward(
        v.check((r) => !r.phone === !r.name, '请填写对方登记的姓名和手机号'),
        ['name'],
      ),
    ),
    answer: v.object({
      gridId: v.string(),
      version: v.number(),
      workers: v.array(colleague),
      /** Open items that were handed over. */
      open: v.number(),
      standIn: v.boolean(),
    }),
  },
  /**
   * Moves open items that were routed by older boundaries into the grids of `generationId`, which must be in force: a
   * page of them each time, until there is no `cursor`. Running it again does no harm.
   */
  'area.moveItems': {
    request: v.strictObject({ generationId: id('网格版本'), areaId: v.optional(id('区域')), cursor }),
    answer: v.object({ looked: v.number(), moved: v.number(), cursor: v.optional(v.string()) }),
  },
}
