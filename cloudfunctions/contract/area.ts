import * as v from 'valibot'
import { cursor, id, point, text } from './fields'
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
}
