import { action } from '../kernel/action'
import { boundaryCellsAround } from '../kernel/geometry/cell'
import { metresBetween } from '../kernel/geometry/distance'
import { toGcj } from '../kernel/geometry/gcj'
import { metresTo } from '../kernel/geometry/polygon'
import { anyone } from '../kernel/people'
import { presentPlace } from '../kernel/present'

/** Metres round the point that are shown. */
const shown = 600

/** Buildings and grid outlines round a point, for clients that draw their own map. */
export const around = action({
  name: 'area.around',
  policy: anyone,
  async run({ ports: { store } }, { point }) {
    const centre = toGcj(point)
    const cells = await Promise.all(boundaryCellsAround(centre, shown).map((cell) => store.get('boundaries', cell)))
    const present = cells.flatMap((cell) => (cell ? [cell] : []))
    const grids = new Map(present.flatMap((cell) => cell.grids).map((grid) => [grid.id, grid]))
    return {
      centre: presentPlace(centre),
      buildings: present
        .flatMap((cell) => cell.buildings)
        .filter(({ at }) => metresBetween(centre, at) <= shown)
        .map(({ id, name, at }) => ({ id, name, point: presentPlace(at) })),
      grids: [...grids.values()]
        .filter(({ polygons }) => metresTo(polygons, centre) <= shown)
        .map(({ id, name, polygons }) => ({ id, name, rings: polygons.map(([outer]) => outer.map(degrees)) })),
    }
  },
})

const degrees = (e7: number) => e7 / 1e7
