import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Role, roleLabels } from '../../cloudfunctions/contract/account'
import type { AreaLevel } from '../../cloudfunctions/contract/area'
import type { AreaPath } from '../../cloudfunctions/kernel/collections'
import { openHouse } from '../house'
import { savePersonas } from '../personas'

/** A city of one building, for tests: everything a report needs, in a few milliseconds. */

const path: Required<AreaPath> = {
  cityId: '2102',
  districtId: '210202',
  streetId: '210202001',
  communityId: '210202001001',
  gridId: 'grid-1',
  buildingId: 'building-1',
}

const areas: [AreaLevel, string, string, string | undefined][] = [
  ['city', path.cityId, '大连市', undefined],
  ['district', path.districtId, '测试区', path.cityId],
  ['street', path.streetId, '测试街道', path.districtId],
  ['community', path.communityId, '测试社区', path.streetId],
  ['grid', path.gridId, '第1网格', path.communityId],
  ['building', path.buildingId, '测试楼', path.gridId],
]

export const people: Record<string, [Role, string] | undefined> = {
  resident: undefined,
  neighbour: undefined,
  gridWorker: ['gridWorker', path.gridId],
  communityStaff: ['communityStaff', path.communityId],
  streetStaff: ['streetStaff', path.streetId],
}

export const report = { category: 'passage', description: '楼道里堆满了杂物', buildingId: path.buildingId }

/** Founds the small city in a new folder and answers the folder. Its people are called as the keys of `people`. */
export async function foundSmallCity(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hehe-host-'))
  const house = await openHouse({ dataDir, demo: false, rateFactor: 1 })
  const { store } = house.ports
  const levels = areas.map(([level]) => level)
  for (const [level, id, name, parentId] of areas) {
    const known = Object.entries(path).slice(0, levels.indexOf(level) + 1)
    const within = areas.slice(1, Math.max(1, levels.indexOf(level))).map((area) => area[2])
    await store.insert('areas', {
      id,
      level,
      name,
      within: within.join(' · '),
      ...(parentId && { parentId }),
      path: Object.fromEntries(known) as unknown as AreaPath,
      ...(level === 'building' && { centre: { lngE7: 1_216_500_000, latE7: 389_000_000 } }),
    })
  }
  await store.insert('households', { id: 'building-1:1-101', buildingId: path.buildingId, unit: '1-101' })
  await store.insert('categories', {
    id: 'passage',
    name: '楼道、消防通道堵塞',
    hint: '楼道里堆东西',
    severity: 'urgent',
    call: [],
    acceptHours: 4,
    resolveHours: 48,
    departmentKind: 'fire',
    duplicateRadius: 50,
    rank: 1,
  })
  for (const [id, held] of Object.entries(people)) {
    await store.insert('people', {
      id,
      openid: `local-${id}`,
      name: '测试人',
      allowance: { itemProgress: 999, deskWork: 999 },
    })
    if (!held) continue
    const [role, areaId] = held
    const area = areas.find((candidate) => candidate[1] === areaId)
    await store.insert('roles', {
      id: `${id}-role`,
      personId: id,
      role,
      areaId,
      areaName: area?.[2] ?? '',
      title: roleLabels[role],
      name: '测试人',
    })
  }
  const personas = Object.entries(people).map(([id, held]) => ({
    id,
    title: id,
    roles: held ? [{ role: held[0], areaId: held[1] }] : [],
  }))
  savePersonas(dataDir, personas)
  await house.close()
  return dataDir
}
