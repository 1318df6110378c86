import type { Role } from '../../cloudfunctions/contract/account'
import type { Point } from '../../cloudfunctions/contract/fields'
import { peopleAt } from '../../cloudfunctions/kernel/areas'
import type { AreaDoc } from '../../cloudfunctions/kernel/collections'
import type { Identity, Store } from '../../cloudfunctions/kernel/ports'

/** Who plays, and where: one grid of the demo city with everybody above it. */
export interface Cast {
  community: AreaDoc
  building: AreaDoc
  point: Point
  gridWorker: Identity
  streetStaff: Identity
  departmentStaff: Identity
  departmentId: string
  districtStaff: Identity
}

/** 中兴社区, one of the communities that the city's plan names. */
const communityId = '210202012004'

/** Finds a whole cast in the demo city. */
export async function findCast(store: Store): Promise<Cast> {
  const community = await areaOf(store, communityId)
  const { districtId, streetId = '' } = community.path
  for (const grid of await below(store, communityId)) {
    const [gridWorker] = await holders(store, grid.id, 'gridWorker')
    const building = (await below(store, grid.id)).find(({ centre }) => centre)
    if (!gridWorker || !building?.centre) continue
    const [streetStaff] = await holders(store, streetId, 'streetStaff')
    const [districtStaff] = await holders(store, districtId, 'districtStaff')
    const departments = await store.range('areas', 'departmentsOf', { eq: [districtId], limit: 100 })
    for (const department of departments.rows) {
      const [departmentStaff] = await holders(store, department.id, 'departmentStaff')
      if (!departmentStaff || !streetStaff || !districtStaff) continue
      const point: Point = {
        lng: building.centre.lngE7 / 1e7,
        lat: building.centre.latE7 / 1e7,
        system: 'gcj02',
      }
      const departmentId = department.id
      return { community, building, point, gridWorker, streetStaff, departmentStaff, departmentId, districtStaff }
    }
  }
  throw new Error('the demo city has no grid with everybody it takes')
}

async function areaOf(store: Store, id: string): Promise<AreaDoc> {
  const area = await store.get('areas', id)
  if (!area) throw new Error(`the demo city has no area ${id}`)
  return area
}

const below = async (store: Store, parentId: string) =>
  (await store.range('areas', 'byParent', { eq: [parentId], limit: 1000 })).rows

async function holders(store: Store, areaId: string, role: Role): Promise<Identity[]> {
  const people = await Promise.all(
    (await peopleAt(store, areaId, role)).map(({ personId }) => store.get('people', personId)),
  )
  return people.flatMap((person) => (person ? [{ personId: person.id, openid: person.openid }] : []))
}
