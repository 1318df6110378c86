import type { Door } from './door'

/** Areas of the demo city that the scripts play in: 中兴 in 中山区, its neighbours, and 魅力 in 甘井子区 far away. */
export const city = '2102'
export const district = { own: '210202', near: '210203', far: '210211' }
export const street = { own: '210202012', near: '210202011', far: '210211014' }
export const community = { own: '210202012004', far: '210211014012' }

/** Service sites: two of 中兴, and one of 魅力. */
export const site = { own: `${community.own}-s1`, near: `${community.own}-s2`, far: `${community.far}-s1` }

export interface Place {
  gridId: string
  buildingId: string
}

/** A grid of a community with a building in it: the first or another one. */
export async function places(door: Door, communityId: string): Promise<Place[]> {
  const { areas } = await door.call(undefined, 'area.children', { parentId: communityId })
  const grids = areas.filter(({ level }) => level === 'grid')
  return Promise.all(
    grids.map(async ({ id }) => {
      const below = await door.call(undefined, 'area.children', { parentId: id })
      return { gridId: id, buildingId: below.areas[0].id }
    }),
  )
}

/** Another community of the same street. */
export async function siblingOf(door: Door, parentId: string, id: string): Promise<string> {
  const { areas } = await door.call(undefined, 'area.children', { parentId })
  const other = areas.find((area) => area.id !== id)
  if (!other) throw new Error(`${id} is alone in ${parentId}`)
  return other.id
}
