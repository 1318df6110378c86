import { action } from '../kernel/action'
import { getArea } from '../kernel/areas'
import { buildingsNear } from '../kernel/cells'
import type { Place } from '../kernel/collections'
import { boundariesAt, gridIdOf } from '../kernel/generations'
import { ringsOf } from '../kernel/geometry/compiled/lookup'
import { areasNear } from '../kernel/geometry/compiled/near'
import { lngShrink, metresPerUnit } from '../kernel/geometry/distance'
import { toGcj } from '../kernel/geometry/gcj'
import { metresTo } from '../kernel/geometry/polygon'
import { anyone } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { presentPlace } from '../kernel/present'

/** Metres round the point that are shown. */
const shown = 600

/** Buildings and grid outlines round a point, for clients that draw their own map. */
export const around = action({
  name: 'area.around',
  policy: anyone,
  async run({ ports: { store }, now }, { point }) {
    const centre = toGcj(point)
    const [buildings, grids] = await Promise.all([buildingsNear(store, centre, shown), gridsNear(store, centre, now)])
    return {
      centre: presentPlace(centre),
      buildings: buildings.map(({ id, name, at }) => ({ id, name, point: presentPlace(at) })),
      grids,
    }
  },
})

async function gridsNear(store: Store, centre: Place, now: string) {
  const boundaries = await boundariesAt(store, now)
  if (!boundaries) return []
  const { index } = boundaries
  const reach = shown / metresPerUnit
  const near = areasNear(index, centre.lngE7, centre.latE7, reach / lngShrink(centre.latE7), reach)
  const outlines = [...near].map((area) => ({ id: gridIdOf(boundaries, area), rings: ringsOf(index, area) }))
  return Promise.all(
    outlines
      .filter(({ rings }) => metresTo([rings], centre) <= shown)
      .map(async ({ id, rings }) => ({
        id,
        name: (await getArea(store, id))?.name ?? '',
        rings: rings.map((ring) => ring.map(degrees)),
      })),
  )
}

const degrees = (e7: number) => e7 / 1e7
