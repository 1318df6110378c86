import type { Answer } from '@contract'
import type { HazardCategory } from '@contract/hazard'
import type { ItemAnswer, ItemSummary, ItemView, TimelineEvent } from '@contract/item'

/** What the city answers about hazards, for tests of its pages. */

const category = (change: Partial<HazardCategory>): HazardCategory => ({
  id: 'fireExit',
  version: 1,
  name: '消防通道堵塞',
  hint: '楼道堆杂物、安全出口上锁',
  severity: 'urgent',
  call: [],
  acceptHours: 4,
  resolveHours: 48,
  departmentKind: 'fire',
  duplicateRadius: 80,
  ...change,
})

export const fireExit = category({})
export const gas = category({
  id: 'gas',
  name: '燃气异味或泄漏',
  hint: '闻到臭鸡蛋味',
  severity: 'critical',
  call: ['119', '120'],
  departmentKind: 'gas',
})
export const categories = [gas, fireExit]

const grid = { level: 'grid', id: 'g-3', name: '中兴社区第3网格' } as const
export const street = { level: 'street', id: 's-1', name: '老虎滩街道' } as const

/** Instants around `now`, in hours. */
export const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

export const item = (change: Partial<ItemAnswer> = {}): ItemAnswer => ({
  itemId: '261124-00000001',
  number: '261124-00000001',
  kind: 'hazard',
  version: 1,
  title: '消防通道堵塞',
  state: 'routed',
  severity: 'urgent',
  place: '中兴里3号楼',
  confidential: false,
  responsible: grid,
  dueAt: inHours(3),
  createdAt: inHours(-1),
  description: '三楼楼道堆满纸箱',
  category: 'fireExit',
  photos: [],
  point: { lng: 121.67, lat: 38.9, system: 'gcj02' },
  areaName: '中山区 · 老虎滩街道 · 中兴社区 · 第3网格',
  rule: 'building',
  reopens: 0,
  mergedCount: 0,
  mine: false,
  ...change,
})

const reported: TimelineEvent = {
  seq: 1,
  at: inHours(-1),
  act: 'report',
  actor: '报告人',
  title: '收到报告，转到中兴社区第3网格',
  photos: [],
}

export const view = (change: Partial<ItemAnswer> = {}, allowed: string[] = []): ItemView => ({
  item: item(change),
  timeline: [reported],
  allowed,
})

export const summary = (change: Partial<ItemSummary> = {}): ItemSummary => {
  const { itemId, number, kind, version, title, state, severity, place, confidential, responsible, dueAt, createdAt } =
    item()
  return {
    ...{ itemId, number, kind, version, title, state, severity, place, confidential, responsible, dueAt, createdAt },
    ...change,
  }
}

/** The answer to a report; a confidential one has a receipt. */
export const reportAnswer = (receipt?: string): Answer<'hazard.report'> => ({
  itemId: '261124-00000001',
  number: '261124-00000001',
  grid: { id: grid.id, name: grid.name },
  responsible: grid,
  rule: 'building',
  dueAt: inHours(4),
  ...(receipt && { receipt }),
})

export const building: Answer<'area.building'> = {
  building: {
    id: 'b-3',
    level: 'building',
    name: '中兴里3号楼',
    within: '中山区 · 老虎滩街道 · 中兴社区',
    point: { lng: 121.67, lat: 38.9, system: 'gcj02' },
  },
  gridId: 'g-3',
  gridName: '中兴社区第3网格',
  communityId: '210202012004',
  communityName: '中兴社区',
  units: ['2-301'],
}

export const near: Answer<'hazard.nearby'>['items'][number] = {
  itemId: '261124-00000009',
  title: '消防通道堵塞',
  place: '中兴里3号楼门口',
  metres: 25,
  state: 'accepted',
  createdAt: inHours(-20),
}
