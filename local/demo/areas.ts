import { cityId, fullName } from '../../cloudfunctions/kernel/areas'
import type { AreaDoc, AreaPath, Place } from '../../cloudfunctions/kernel/collections'
import type { Fresh } from '../../cloudfunctions/kernel/ports'
import type { DemoBuilding, DemoCourtyard } from './buildings'
import type { DemoGrid } from './grids'
import type { Dice } from './random'
import type { DistrictShape, Division } from './source'

/** Kinds of matter, and what a district calls the department that takes them. */
const departments: [kind: string, nameIn: (district: string) => string][] = [
  ['fire', (district) => `${district}消防救援大队`],
  ['urban', (district) => `${district}城市管理执法局`],
  ['emergency', (district) => `${district}应急管理局`],
  ['housing', (district) => `${district}住房和城乡建设局`],
  ['market', (district) => `${district}市场监督管理局`],
  ['water', (district) => `${district}水务局`],
  ['gas', (district) => `${district}燃气主管科`],
  ['police', (district) => `${district}公安分局`],
]

const pathField = {
  district: 'districtId',
  street: 'streetId',
  community: 'communityId',
  grid: 'gridId',
  building: 'buildingId',
} as const

/** The city's areas, each below its parent. Grids and buildings are made up and say so. */
export function makeAreas(
  divisions: readonly Division[],
  shapes: readonly DistrictShape[],
  { grids, centres, buildings }: { grids: DemoGrid[]; centres: Map<string, Place>; buildings: DemoBuilding[] },
  dice: Dice,
): Fresh<AreaDoc>[] {
  const city = {
    id: cityId,
    level: 'city' as const,
    name: '大连市',
    within: '',
    path: { cityId, districtId: '' },
  }
  const areas = new Map<string, Fresh<AreaDoc>>([[city.id, city]])
  const add = (
    level: keyof typeof pathField,
    area: Pick<AreaDoc, 'id' | 'name'> & Partial<AreaDoc>,
    parentId: string,
  ) => {
    const parent = areas.get(parentId)
    if (!parent) throw new Error(`${area.id} lies in ${parentId}, which is not there`)
    const path: AreaPath = { ...parent.path, [pathField[level]]: area.id }
    areas.set(area.id, { ...area, level, parentId, path, within: parent === city ? '' : fullName(parent) })
  }

  for (const { id, level, name, parentId } of divisions) {
    const centre = centres.get(id) ?? shapes.find((shape) => shape.id === id)?.centre
    add(level, { id, name, centre }, parentId)
  }
  for (const { id, name, communityId, centre } of grids) {
    add('grid', { id, name, centre, synthetic: true, households: dice.between(200, 300) }, communityId)
  }
  for (const { id, name, gridId, courtyard, abandoned, centre } of buildings) {
    const own = { courtyardId: courtyard.id, ...(abandoned && { abandoned }) }
    add('building', { id, name, centre, synthetic: true, ...own }, gridId)
    const community = areas.get(courtyard.communityId)
    if (community) areas.set(courtyard.id, courtyardOf(courtyard, community))
  }
  for (const [gridId, households] of householdsOf(buildings)) {
    const grid = areas.get(gridId)
    if (grid) areas.set(gridId, { ...grid, households })
  }
  return [...areas.values(), ...shapes.flatMap(({ id }) => departmentsOf(areas.get(id)))]
}

/** A courtyard hangs below no area: its buildings name it, and it names its community. */
const courtyardOf = ({ id, name, communityId }: DemoCourtyard, community: Fresh<AreaDoc>): Fresh<AreaDoc> => ({
  id,
  level: 'courtyard',
  name,
  within: fullName(community),
  path: community.path,
  courtyardOf: communityId,
  synthetic: true,
})

function departmentsOf(district: Fresh<AreaDoc> | undefined): Fresh<AreaDoc>[] {
  if (!district) return []
  const { id: parentId, path, name: within } = district
  return departments.map(([kind, nameIn]) => ({
    id: `${parentId}-${kind}`,
    level: 'department',
    name: nameIn(within),
    within,
    parentId,
    path,
    departmentKind: kind,
  }))
}

function householdsOf(buildings: readonly DemoBuilding[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { gridId, units } of buildings) counts.set(gridId, (counts.get(gridId) ?? 0) + units.length)
  return counts
}
