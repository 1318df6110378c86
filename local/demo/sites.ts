import { dateOf, instantOf, plusDays } from '../../cloudfunctions/booking/days.rules'
import { withSite } from '../../cloudfunctions/booking/editSite'
import { rotate, turnsBetween } from '../../cloudfunctions/booking/roster.rules'
import type { ServiceKind } from '../../cloudfunctions/contract/booking'
import { fullName } from '../../cloudfunctions/kernel/areas'
import type { AreaDoc } from '../../cloudfunctions/kernel/collections'
import type { RosterDoc, ServiceDoc, ShiftDoc, SiteDoc } from '../../cloudfunctions/kernel/collections.booking'
import type { Fresh } from '../../cloudfunctions/kernel/ports'
import { plusHours } from '../../cloudfunctions/kernel/time'
import type { DemoBuilding } from './buildings'
import { type NamedCommunity, namedCommunities } from './named'
import { demoServices } from './services'

/** A service site of the demo city, and who works there. */
export interface DemoSite {
  site: Fresh<SiteDoc>
  services: Fresh<ServiceDoc>[]
  /** For the ids of its people: `site-zhongxing-1`. */
  key: string
  staff: number
  counsellors: number
}

interface Offer {
  community: NamedCommunity['key']
  number: 1 | 2
  name: string
  kinds: ServiceKind[]
  staff: number
  counsellors?: number
}

/** 中兴 and 魅力 have all ten kinds together, 中兴 two canteens. */
const offers: Offer[] = [
  {
    community: 'zhongxing',
    number: 1,
    name: '综合服务站',
    kinds: ['canteen', 'childcare', 'counselling', 'dayCare', 'legalClinic', 'agentService'],
    staff: 2,
    counsellors: 3,
  },
  {
    community: 'zhongxing',
    number: 2,
    name: '便民服务点',
    kinds: ['canteen', 'loveStation', 'swapStation'],
    staff: 1,
  },
  { community: 'changli', number: 1, name: '为老服务站', kinds: ['canteen', 'agentService'], staff: 1 },
  { community: 'linmao', number: 1, name: '为老服务站', kinds: ['canteen', 'agentService'], staff: 1 },
  { community: 'qingliufang', number: 1, name: '为老服务站', kinds: ['canteen', 'agentService'], staff: 1 },
  {
    community: 'meili',
    number: 1,
    name: '综合服务站',
    kinds: ['canteen', 'childcare', 'rehabilitation', 'familyDoctor', 'swapStation', 'agentService'],
    staff: 2,
  },
]

/** The sites of the demo city, each on the ground floor of a building of its community. */
export function demoSites(areas: readonly Fresh<AreaDoc>[], buildings: readonly DemoBuilding[]): DemoSite[] {
  return offers.map(({ community: key, number, name, kinds, staff, counsellors = 0 }) => {
    const named = namedCommunities.find((one) => one.key === key)
    const community = areas.find(({ id }) => id === named?.id)
    const grids = areas.filter(({ level, parentId }) => level === 'grid' && parentId === community?.id)
    const building = buildings.find(({ gridId }) => gridId === grids[number - 1]?.id)
    if (!community || !building) throw new Error(`the demo city has no place for site ${number} of ${key}`)
    const id = `${community.id}-s${number}`
    const site: Fresh<SiteDoc> = {
      id,
      name: `${community.name}${name}`,
      address: `${building.name}一层`,
      // No operator has handed out numbers that begin with 130 0000
      phone: `13000008${community.id.slice(-2)}${number}`,
      hours: '每天 8:30–18:30',
      at: building.centre,
      area: community.path,
      areaName: fullName(community),
      open: true,
      services: kinds.map((kind) => `${id}-${kind}`),
    }
    const services = kinds.map((kind) =>
      withSite({ id: `${id}-${kind}`, siteId: id, kind, ...demoServices[kind] }, site),
    )
    return { site, services, key: `${key}-${number}`, staff, counsellors }
  })
}

/** A turn in the morning and one in the afternoon, Monday to Saturday. */
const templates: RosterDoc['templates'] = [1, 2, 3, 4, 5, 6].flatMap((weekday) => [
  { id: `d${weekday}am`, weekday, start: '08:30', end: '12:00' },
  { id: `d${weekday}pm`, weekday, start: '13:30', end: '17:00' },
])
/** Days that turns are given out for, and the day from which one of them was left empty. */
const filledDays = 28
const gapAfterDays = 10

/** How the counsellors of a service take turns from today on; about ten days ahead somebody is missing. */
export function demoRoster(
  { id, siteId }: Fresh<ServiceDoc>,
  counsellors: RosterDoc['counsellors'],
  phone: string,
  now: string,
): { roster: Fresh<RosterDoc>; shifts: Fresh<ShiftDoc>[] } {
  const today = dateOf(now)
  const turns = turnsBetween(id, templates, today, plusDays(today, filledDays - 1))
  const gap = turns.find(({ startsAt }) => startsAt >= plusHours(now, gapAfterDays * 24))
  const given = rotate(
    counsellors.map(({ personId }) => personId),
    turns,
    [],
  )
  const roster = {
    id,
    siteId,
    phone,
    counsellors,
    templates,
    checkAt: instantOf(plusDays(today, 1), '08:00'),
  }
  const shifts = turns.map((turn): Fresh<ShiftDoc> => {
    if (turn === gap)
      return {
        ...turn,
        source: 'override',
        acts: [{ at: now, act: 'override', by: 'system', reason: '值班咨询师外出培训' }],
      }
    const counsellorId = given.get(turn.id)
    const counsellorTitle = counsellors.find(({ personId }) => personId === counsellorId)?.title
    return {
      ...turn,
      counsellorId,
      counsellorTitle,
      source: 'rotation',
      acts: [{ at: now, act: 'rotate', by: 'system' }],
    }
  })
  return { roster, shifts }
}
