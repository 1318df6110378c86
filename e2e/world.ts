import type { Browser } from 'playwright-core'
import type { Role } from '../cloudfunctions/contract/account'
import type { Finding } from './audit'
import { H5Phone } from './phones/h5'
import type { Build, Mode, Phone, PhoneOptions } from './phones/phone'
import { WeappPhone } from './phones/weapp'

/** A demo person, as `GET /local/personas` lists them. */
export interface Persona {
  id: string
  title: string
  roles: { role: Role; areaId: string }[]
  buildingId?: string
}

/** An area as `area.children` answers it. */
export interface Area {
  id: string
  level: string
  name: string
  /** GCJ-02, degrees. */
  point?: { lng: number; lat: number; system: 'gcj02' }
}

export interface Addresses {
  host: string
  weapp: string
}

/** The city during one journey, on one build: its people, and their phones. */
export class World {
  private static count = 0
  private readonly phones: Phone[] = []

  constructor(
    readonly build: Build,
    readonly mode: Mode,
    private readonly browser: Browser,
    private readonly addresses: Addresses,
    private readonly picture: Buffer,
    private readonly findings: Finding[],
  ) {}

  /** A phone in the hand of `person`; of somebody who is not signed in without one. */
  async phone(person?: Persona, settings: Partial<PhoneOptions> = {}): Promise<Phone> {
    const options: PhoneOptions = {
      persona: person?.id,
      mode: this.mode,
      ...settings,
      pictures: Array.from({ length: 9 }, () => this.picture),
      onAudit: (found: Finding[]) => void this.findings.push(...found),
    }
    const phone =
      this.build === 'h5'
        ? await H5Phone.start(this.browser, this.addresses.host, options)
        : await WeappPhone.start(this.browser, this.addresses.weapp, options)
    this.phones.push(phone)
    return phone
  }

  personas(): Promise<Persona[]> {
    return this.ask('/local/personas')
  }

  /** The first demo person with the role, at the area if one is given. */
  async find(role: Role, areaId?: string): Promise<Persona> {
    const found = (await this.personas()).find(({ roles }) =>
      roles.some((held) => held.role === role && (areaId === undefined || held.areaId === areaId)),
    )
    if (!found) throw new Error(`nobody in the demo city is ${role}${areaId ? ` at ${areaId}` : ''}`)
    return found
  }

  async findByTitle(title: string): Promise<Persona> {
    const found = (await this.personas()).find((person) => person.title === title)
    if (!found) throw new Error(`nobody in the demo city is called ${title}`)
    return found
  }

  /** Id of the hazard category whose name begins with `name`. */
  async categoryId(name: string): Promise<string> {
    const { categories } = await this.call<{ categories: { id: string; name: string }[] }>(
      (await this.personas())[0],
      'hazard.categories',
      {},
    )
    const found = categories.find((category) => category.name.startsWith(name))
    if (!found) throw new Error(`no category is called ${name}`)
    return found.id
  }

  /** The words with a number that no other journey has. */
  unique(words: string): string {
    World.count += 1
    return `${words}${World.count}`
  }

  /** One of the values, another one each time. */
  pick<T>(values: T[]): T {
    World.count += 1
    return values[World.count % values.length]
  }

  /** A building of a grid with a grid worker, another grid each time, so that no journey works at another one's desk. */
  async building(): Promise<string> {
    const workers = (await this.personas()).filter(({ roles }) => roles.some(({ role }) => role === 'gridWorker'))
    for (const _ of workers) {
      const worker = this.pick(workers)
      const building = (await this.areasIn(worker.roles[0].areaId)).find(({ level }) => level === 'building')
      // Grids outside the named communities have none
      if (building) return building.id
    }
    throw new Error('no grid worker has a building')
  }

  /** What lies directly below an area. */
  async areasIn(parentId: string): Promise<Area[]> {
    const asking = (await this.personas())[0]
    return (await this.call<{ areas: Area[] }>(asking, 'area.children', { parentId })).areas
  }

  /** A new member of staff, at the area. */
  newStaff(role: Role, areaId: string): Promise<Persona> {
    return this.newPerson({ role, areaId })
  }

  /** New residents of the building, each behind another door as long as there are enough. */
  async newResidents(count: number, buildingId: string): Promise<Persona[]> {
    const answer = await this.ask<{ personas: Persona[] } | Persona[]>('/local/personas', {
      ...{ count, role: 'resident', buildingId },
    })
    return Array.isArray(answer) ? answer : answer.personas
  }

  /** A new resident, of the building if one is given. */
  async newResident(buildingId?: string): Promise<Persona> {
    return this.newPerson({ role: 'resident', ...(buildingId && { buildingId }) })
  }

  /** A new resident of a grid in which nothing else goes on. */
  async newNeighbour(): Promise<Persona> {
    return this.newResident(await this.building())
  }

  /** What the action answers to the person, past any page: for what a journey needs to know and no page shows. */
  async call<T>(person: Persona, name: string, input: object): Promise<T> {
    const outcome = await this.ask<{ ok: boolean; value: T; error: { message: string } }>(
      '/call',
      { name, input },
      person,
    )
    if (!outcome.ok) throw new Error(`${name}: ${outcome.error.message}`)
    return outcome.value
  }

  /** Moves the city's clock forward to the instant and has done what is due by then. */
  async moveClock(now: string): Promise<void> {
    await this.ask('/local/clock', { now })
  }

  /** Closes the phones. Throws what went wrong in any of them. */
  async close(): Promise<void> {
    const results = await Promise.allSettled(this.phones.map((phone) => phone.close()))
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }

  /** Pictures of all phones, for whoever looks into a failure. */
  async shoot(name: string): Promise<void> {
    await Promise.all(this.phones.map((phone, i) => phone.shoot(`${name}-${i + 1}.png`)))
  }

  private async newPerson(wanted: { role: Role; areaId?: string; buildingId?: string }): Promise<Persona> {
    const [person] = await this.ask<Persona[]>('/local/personas', { count: 1, ...wanted })
    return person
  }

  private async ask<T>(path: string, body?: object, person?: Persona): Promise<T> {
    const response = await fetch(this.addresses.host + path, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', ...(person && { 'x-persona': person.id }) },
    })
    return (await response.json()) as T
  }
}
