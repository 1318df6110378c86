import { join } from 'node:path'
import type { Store } from '../cloudfunctions/kernel/ports'
import { type CrowdRequest, makePersonas } from './demo/more'
import { namedCommunities } from './demo/named'
import type { Persona } from './demo/people'
import { readIfThere, writeWhole } from './disk'

/** The people whom one can play. The store keeps what they are; the list of them is `folder`/personas.json. */
export interface Personas {
  /** Those who are there still: a person may have erased themselves. */
  list(): Promise<Persona[]>
  /** Makes up more and answers them. @throws ActionError INVALID naming `role`, `areaId` or `buildingId` */
  add(request: CrowdRequest, now: string): Promise<Persona[]>
}

const fileIn = (folder: string) => join(folder, 'personas.json')

export const savePersonas = (folder: string, personas: readonly Persona[]) =>
  writeWhole(fileIn(folder), JSON.stringify(personas))

const readPersonas = (folder: string): Persona[] => JSON.parse(readIfThere(fileIn(folder))?.toString() ?? '[]')

/** Where residents live of whom nothing is said. */
const [{ id: defaultCommunity }] = namedCommunities

export function openPersonas(folder: string, store: Store): Personas {
  let known = readPersonas(folder)
  let last: Promise<unknown> = Promise.resolve()

  async function add({ role = 'resident', ...request }: CrowdRequest, now: string): Promise<Persona[]> {
    const somewhere = role === 'resident' && !request.areaId && !request.buildingId
    const wanted = { ...request, role, ...(somewhere && { areaId: defaultCommunity }) }
    const { personas, people, roles, memberships, patrons, citizens } = await makePersonas(
      store,
      wanted,
      known.length + 1,
      now,
    )
    // Listed before they are stored: a process killed between the two wastes their numbers, and gives none out twice
    known = [...known, ...personas]
    savePersonas(folder, known)
    await store.transaction(async (tx) => {
      for (const person of people) await tx.insert('people', person)
      for (const role of roles) await tx.insert('roles', role)
      for (const membership of memberships) await tx.insert('memberships', membership)
      for (const patron of patrons) await tx.insert('patrons', patron)
      for (const citizen of citizens) await tx.insert('citizens', citizen)
    })
    return personas
  }

  return {
    async list() {
      const there = await Promise.all(known.map(({ id }) => store.get('people', id)))
      return known.filter((_, i) => there[i])
    },
    add(request, now) {
      const added = last.then(() => add(request, now))
      last = added.catch(() => {})
      return added
    },
  }
}
