import type {
  AreaDoc,
  BuildingCellDoc,
  DeskCellDoc,
  GenerationDoc,
  HouseholdDoc,
  OutlineDoc,
  RoleDoc,
} from '../../../cloudfunctions/kernel/collections'
import { decode } from '../../../cloudfunctions/kernel/geometry/compiled/file'
import { labelOf, ringsOf } from '../../../cloudfunctions/kernel/geometry/compiled/lookup'
import type { StoreView } from '../../store'
import { evenOddOf } from '../topology/clip'

/** What an import needs to know of the city as it is stored. A document of version 0 is not stored yet. */
export interface Present {
  areas: Map<string, AreaDoc>
  outlines: OutlineDoc[]
  /** The last generation there is, in force or not. */
  generation?: GenerationDoc
  /** Its grids. */
  drawn: Map<string, number[][][]>
  households: Map<string, HouseholdDoc[]>
  buildingCells: Map<string, BuildingCellDoc>
  desks: Map<string, DeskCellDoc>
  /** Of grid workers. */
  roles: RoleDoc[]
  /** Phones by person, for the holders of those roles. */
  phones: Map<string, string>
}

export function readPresent(view: StoreView): Present {
  const households = new Map<string, HouseholdDoc[]>()
  for (const household of view.all('households')) {
    const there = households.get(household.buildingId)
    if (there) there.push(household)
    else households.set(household.buildingId, [household])
  }
  const roles = [...view.all('roles')].filter(({ role }) => role === 'gridWorker')
  const workers = roles.map(({ personId }) => view.get('people', personId))
  const generation = [...view.all('generations')].sort(byStart).at(-1)
  return {
    areas: byId(view.all('areas')),
    outlines: [...view.all('outlines')],
    generation,
    drawn: generation ? readBoundaries(view, generation) : new Map(),
    households,
    buildingCells: byId(view.all('buildingCells')),
    desks: byId(view.all('desks')),
    roles,
    phones: new Map(workers.flatMap((person) => (person?.phone ? [[person.id, person.phone] as const] : []))),
  }
}

const byId = <T extends { id: string }>(docs: Iterable<T>) => new Map([...docs].map((doc) => [doc.id, doc]))

const byStart = (a: GenerationDoc, b: GenerationDoc) =>
  a.startsAt === b.startsAt ? (a.id < b.id ? -1 : 1) : a.startsAt < b.startsAt ? -1 : 1

function readBoundaries(view: StoreView, { id, parts }: GenerationDoc): Map<string, number[][][]> {
  const pieces = Array.from({ length: parts }, (_, part) =>
    Buffer.from(view.get('boundaryParts', `${id}:${part}`)?.bytes ?? '', 'base64'),
  )
  const index = decode(new Uint8Array(Buffer.concat(pieces)))
  return new Map(
    Array.from({ length: index.areaRings.length - 1 }, (_, area) => [
      labelOf(index, area) as string,
      evenOddOf(ringsOf(index, area)),
    ]),
  )
}
