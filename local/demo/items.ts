import type { Answer, Outcome } from '../../cloudfunctions/contract'
import type { Role } from '../../cloudfunctions/contract/account'
import type { UnitLevel } from '../../cloudfunctions/contract/fields'
import { staffRoleOf } from '../../cloudfunctions/kernel/areas'
import type { AreaDoc, ItemDoc } from '../../cloudfunctions/kernel/collections'
import { pipeline } from '../../cloudfunctions/kernel/pipeline'
import type { Clock, Ports, Random } from '../../cloudfunctions/kernel/ports'
import { presentPlace } from '../../cloudfunctions/kernel/present'
import { chinaTime, plusHours } from '../../cloudfunctions/kernel/time'
import { tick } from '../../cloudfunctions/timer/tick'
import { allActions } from '../actions'
import { namedCommunities } from './named'
import type { Persona } from './people'
import type { Dice } from './random'
import { type Deed, type Tale, tales } from './tales'

/** A clock that may be put to any instant: the past of the demo city is lived through before it opens. */
export interface TaleClock extends Clock {
  set(at: string): void
}

export function taleClock(at: string): TaleClock {
  let shown = at
  return {
    now: () => shown,
    set(to) {
      shown = to
    },
  }
}

/** Hours before now at which everybody last read their messages. */
const lastRead = 20
/** A report no older than this, in hours, stays where it is: moved back, it would miss its deadlines. */
const recent = 20
/** The hours of the day in which nobody reports, and by how many hours a report is moved out of them. */
const night = { from: 21, to: 7, shift: 10 }

/**
 * Lets the demo people live through the tales, by the same actions as anybody's and with the timer running, so that
 * items, timelines and inboxes are what they would be. `clock` is the one in `ports`; it ends at `now`.
 */
export async function demoItems(ports: Ports, clock: TaleClock, personas: readonly Persona[], now: string) {
  const cast = makeCast(ports, personas)
  const scenes = tales
    .flatMap((tale) => scenesOf(tale, now, cast))
    .concat({ at: plusHours(now, -lastRead), play: cast.readMessages })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  for (const { at, play } of scenes) {
    await ringTimers(ports, clock, at)
    await play()
  }
  await ringTimers(ports, clock, now)
}

interface Scene {
  at: string
  play(): Promise<unknown>
}

function scenesOf(tale: Tale, now: string, cast: Cast): Scene[] {
  const reported = reportedAt(tale, now)
  return [
    { at: reported, play: () => cast.report(tale) },
    ...(tale.deeds ?? []).map((deed) => ({
      at: deed[0] < 0 ? plusHours(now, deed[0]) : plusHours(reported, deed[0]),
      play: () => cast.act(tale, deed),
    })),
  ]
}

function reportedAt({ hoursAgo }: Tale, now: string): string {
  const at = plusHours(now, -hoursAgo)
  const { hour } = chinaTime(at)
  const asleep = hour >= night.from || hour < night.to
  return asleep && hoursAgo > recent ? plusHours(at, -night.shift) : at
}

/** Moves the clock to `to` and on the way rings every timer at its own instant. */
async function ringTimers(ports: Ports, clock: TaleClock, to: string) {
  for (;;) {
    const { rows } = await ports.store.range('items', 'byTimer', { eq: [], to, limit: 1 })
    const next = rows.at(0)?.timerAt
    if (next === undefined) break
    clock.set(next)
    await tick(ports)
  }
  clock.set(to)
}

type Cast = ReturnType<typeof makeCast>

/** The demo people at their places, who play the tales through the pipeline. */
function makeCast(ports: Ports, personas: readonly Persona[]) {
  const { store } = ports
  const dispatch = pipeline(allActions, ports, { rateFactor: 1000 })
  /** What the people of a tale know of it. */
  const told = new Map<Tale, { itemId: string; reporter: string; receipt?: string }>()

  async function call<T = unknown>(who: string | undefined, name: string, input: object): Promise<T> {
    const person = who === undefined ? undefined : await store.get('people', who)
    const identity = person && { personId: person.id, openid: person.openid }
    const outcome = (await dispatch({ name, input }, identity)) as Outcome<T>
    if (outcome.ok) return outcome.value
    throw new Error(`${name} by ${who ?? 'nobody'} in the demo city: ${JSON.stringify(outcome.error)}`)
  }

  function holders(role: Role, areaId: string): Persona[] {
    const found = personas.filter(({ roles }) => roles.some((held) => held.role === role && held.areaId === areaId))
    if (found.length === 0) throw new Error(`the demo city has no ${role} at ${areaId}`)
    return found
  }

  function residents({ community }: Tale): Persona[] {
    const named = namedCommunities.find(({ key }) => key === community)
    return holders('resident', named?.id ?? community)
  }

  /** The building a tale is about, and where it stands: the resident's own, or that of a neighbour who has one. */
  async function buildingOf(tale: Tale): Promise<AreaDoc & Required<Pick<AreaDoc, 'centre'>>> {
    const all = residents(tale)
    const own = all[tale.resident].buildingId ?? all.find(({ buildingId }) => buildingId)?.buildingId
    const building = own === undefined ? undefined : await store.get('areas', own)
    if (!building?.centre) throw new Error(`the demo city shows no building for residents of ${tale.community}`)
    return { ...building, centre: building.centre }
  }

  const itemOf = async (tale: Tale | undefined) => {
    const known = tale && told.get(tale)
    const item = known && (await store.get('items', known.itemId))
    if (!known || !item) throw new Error(`a tale goes on before it begins: ${tale?.description}`)
    return { ...known, item }
  }

  const unitOf = ({ ladder, responsible }: ItemDoc, level: UnitLevel | undefined) =>
    ladder.find((unit) => unit.level === level) ?? responsible

  return {
    async report(tale: Tale) {
      const { id, centre } = await buildingOf(tale)
      const { category, description, place, confidential, byPoint } = tale
      const reporter = residents(tale)[tale.resident].id
      const { itemId, receipt } = await call<Answer<'hazard.report'>>(reporter, 'hazard.report', {
        category,
        description,
        place,
        confidential,
        ...(byPoint ? { point: presentPlace(centre) } : { buildingId: id }),
      })
      told.set(tale, { itemId, reporter, receipt })
    },

    /** Takes one step of a tale as whoever it falls to. */
    async act(tale: Tale, [, act, { by, resident = 0, into, ...words } = {}]: Deed) {
      const { item, reporter, receipt } = await itemOf(tale)
      const onItem = { itemId: item.id, version: item.seq, ...words }
      if (act === 'join') {
        const { centre } = await buildingOf(tale)
        return call(residents(tale)[resident].id, 'hazard.join', { itemId: item.id, point: presentPlace(centre) })
      }
      if (act === 'confirm' || act === 'reopen' || act === 'withdraw') {
        const byReceipt = receipt !== undefined
        return call(byReceipt ? undefined : reporter, `hazard.${act}`, { ...onItem, ...(byReceipt && { receipt }) })
      }
      const unit = unitOf(item, by)
      const [{ id }] = holders(staffRoleOf(unit.level), unit.id)
      if (act === 'reveal') return call(id, 'item.reveal', onItem)
      const target = into && (await itemOf(tales.find(({ key }) => key === into)))
      return call(id, `hazard.${act}`, { ...onItem, ...(target && { intoItemId: target.item.id }) })
    },

    async readMessages() {
      for (const { id } of personas) {
        const { messages } = await call<Answer<'account.inbox'>>(id, 'account.inbox', {})
        const unread = messages.filter(({ read }) => !read).map(({ messageId }) => messageId)
        if (unread.length > 0) await call(id, 'account.markRead', { messageIds: unread })
      }
    },
  }
}

const alphabet = [...'0123456789abcdefghijklmnopqrstuvwxyz']

/** Ids and numbers that follow from the seed: the same city each time. Only for a past that is nobody's secret. */
export const seededRandom = (dice: Dice): Random => ({
  bytes: (n) => Uint8Array.from({ length: n }, () => dice.between(0, 255)),
  id: () => Array.from({ length: 24 }, () => dice.pick(alphabet)).join(''),
})
