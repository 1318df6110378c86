import { hazardRules } from '../hazard/rules'
import type { ItemDoc } from '../kernel/collections'
import { withIndexes } from '../kernel/items'
import { plusHours } from '../kernel/time'
import { start, type World } from './world'

/** The units above grid c1-g1 of the made city, and its departments. */
export const units = {
  grid: { level: 'grid', id: 'c1-g1', name: '甲社区第1网格' },
  community: { level: 'community', id: 'c1', name: '甲社区' },
  street: { level: 'street', id: 's1', name: '甲街道' },
  district: { level: 'district', id: 'd1', name: '甲区' },
  city: { level: 'city', id: '2102', name: '大连市' },
  fire: { level: 'department', id: 'd1-fire', name: '甲区消防救援大队' },
  urban: { level: 'department', id: 'd1-urban', name: '甲区城市管理执法局' },
} as const

/** A hazard report in grid c1-g1 as the store holds it, with `over` laid over it and its indexes set. */
export function madeItem(over: Partial<ItemDoc> & { id: string }): ItemDoc {
  const responsible = over.responsible ?? units.grid
  return withIndexes(hazardRules, {
    version: 1,
    kind: 'hazard',
    seq: 1,
    state: 'routed',
    title: '消防通道堵塞',
    category: 'fireExit',
    severity: 'urgent',
    description: '三楼楼道堆满纸箱',
    place: '和合大院1号楼',
    area: { cityId: '2102', districtId: 'd1', streetId: 's1', communityId: 'c1', gridId: 'c1-g1' },
    areaName: '甲区 · 甲街道 · 甲社区 · 第1网格',
    rule: 'polygon',
    photos: [],
    confidential: false,
    responsible,
    ladder: [units.grid, units.community, units.street, units.district, units.city],
    units: [...new Set(['c1-g1', responsible.id])],
    acceptHours: 4,
    resolveHours: 48,
    createdAt: start,
    dueAt: plusHours(start, 4),
    timerAt: plusHours(start, 3),
    reopens: 0,
    mergedCount: 0,
    ...over,
  })
}

/** Puts items into the city as they are, each with the follow of its reporter. */
export async function plant({ store }: World, items: readonly ItemDoc[]) {
  await store.load('items', items)
  await store.load(
    'follows',
    items.flatMap(({ id, reporterId, createdAt }) =>
      reporterId
        ? [{ id: `${id}:${reporterId}`, personId: reporterId, itemId: id, at: createdAt, as: 'reporter' as const }]
        : [],
    ),
  )
}
