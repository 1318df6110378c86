import type { CollectionName } from '../../../cloudfunctions/kernel/collections'
import { nameEntries } from '../../../cloudfunctions/kernel/names'
import type { Stored } from '../../../cloudfunctions/kernel/ports'
import { makeAreas } from '../../demo/areas'
import { demoCategories } from '../../demo/categories'
import type { CityDocs } from '../../demo/city'
import { dice } from '../../demo/random'
import { readDistrictShapes, readDivisions } from '../../demo/source'
import type { StoreView } from '../../store'

/**
 * What a city begins with before its grids are known: its real divisions and the outlines of its districts, and the
 * categories of hazards. Reads its sources below the working directory.
 */
export function foundationDocs(): CityDocs {
  const shapes = readDistrictShapes()
  const areas = makeAreas(readDivisions(), shapes, { grids: [], centres: new Map(), buildings: [] }, dice(0))
  return {
    areas,
    areaNames: areas.flatMap(nameEntries),
    outlines: shapes.map(({ id, polygons }) => ({ id, polygons })),
    categories: demoCategories,
  }
}

/** New documents as if they were stored already, in version 0. */
export function viewOf(docs: CityDocs): StoreView {
  const rows = (collection: CollectionName) => (docs[collection] ?? []).map((doc) => ({ ...doc, version: 0 }) as Stored)
  return {
    get: (collection, id) => rows(collection).find((doc) => doc.id === id) as never,
    all: (collection) => rows(collection) as never,
    close() {},
  }
}
