import { dateOf, plusDays } from '../../cloudfunctions/booking/days.rules'
import type { PersonDoc } from '../../cloudfunctions/kernel/collections'
import type { CitizenDoc, PatronDoc, ProxyDoc } from '../../cloudfunctions/kernel/collections.booking'
import type { Fresh } from '../../cloudfunctions/kernel/ports'
import { plusHours } from '../../cloudfunctions/kernel/time'

/** Cards of demo people for whom one books, and the leave some gave others. */
export interface Cards {
  patrons: Fresh<PatronDoc>[]
  citizens: Fresh<CitizenDoc>[]
  proxies: Fresh<ProxyDoc>[]
}

/** The same day so many years before; 29 February becomes the 28th. */
function yearsBefore(date: string, years: number): string {
  const day = date.endsWith('-02-29') ? '-02-28' : date.slice(4)
  return `${Number(date.slice(0, 4)) - years}${day}`
}

/** The person's own card with a birthday that staff have seen on the identity card. */
export function verifiedCard({ id, name, phone }: Pick<PersonDoc, 'id' | 'name' | 'phone'>, birthday: string) {
  // Nobody has this number: a MAC of a real one looks otherwise
  const citizenMac = `demo-${id}`
  const patron: Fresh<PatronDoc> = {
    id,
    kind: 'self',
    name: name ?? '',
    ...(phone && { phone }),
    birthday,
    citizenMac,
    diets: [],
    allergies: [],
    fetchers: [],
  }
  return { patron, citizen: { id: citizenMac, patronId: id } }
}

/** A birthday for the person of this number in a crowd: sixty to eighty-nine years old by now. */
export const crowdBirthday = (index: number, now: string) => yearsBefore(plusDays(dateOf(now), -1), 60 + (index % 30))

/** Birthdays of the demo people whose age matters, by the end of their ids. */
export function knownBirthdays(now: string): Record<string, { birthday: string; title: string }> {
  const today = dateOf(now)
  return {
    // Sixty in three days
    '59': { birthday: yearsBefore(plusDays(today, 3), 60), title: '59 岁' },
    // Sixty today
    '60': { birthday: yearsBefore(today, 60), title: '60 岁' },
    '70': { birthday: yearsBefore(plusDays(today, -40), 70), title: '70 岁' },
    '80': { birthday: yearsBefore(plusDays(today, -40), 80), title: '80 岁' },
    leap: { birthday: '1956-02-29', title: '2 月 29 日出生' },
  }
}

/** A child of a guardian: what the carers must know, and who may fetch it. */
export const childCard = (id: string, guardianId: string, now: string): Fresh<PatronDoc> => ({
  id,
  kind: 'child',
  name: '儿童演示',
  birthday: yearsBefore(plusDays(dateOf(now), -100), 7),
  guardianId,
  diets: [],
  allergies: ['peanut'],
  emergencyName: '家长演示',
  emergencyPhone: '13000009001',
  fetchers: [
    { name: '外婆演示', phone: '13000009002', relation: '外婆' },
    { name: '父亲演示', phone: '13000009003', relation: '父亲' },
  ],
})

interface Elder {
  id: string
  home: Required<Pick<PatronDoc, 'buildingId' | 'buildingName' | 'unit' | 'communityId' | 'gridId'>>
  registeredBy: { personId: string; title: string }
}

/** An elder who has only a phone, as the grid's worker registered them. */
export const elderCard = ({ id, home, registeredBy }: Elder, now: string): Fresh<PatronDoc> => ({
  id,
  kind: 'elder',
  name: '老人演示',
  phone: '13000009010',
  birthday: yearsBefore(plusDays(dateOf(now), -200), 83),
  citizenMac: `demo-${id}`,
  ...home,
  diets: ['soft', 'lowSalt'],
  allergies: ['shellfish'],
  emergencyName: '家属演示',
  emergencyPhone: '13000009011',
  fetchers: [],
  registeredBy: { ...registeredBy, at: now },
})

const proxyDays = 180

/** Leave of a patron for somebody to book for them. */
export const leave = (
  patron: Pick<PatronDoc, 'id' | 'name'>,
  to: { id: string; name?: string; phone?: string },
  scope: ProxyDoc['scope'],
  now: string,
  recordedBy?: ProxyDoc['recordedBy'],
): Fresh<ProxyDoc> => ({
  id: `${patron.id}:${to.id}`,
  patronId: patron.id,
  patronName: patron.name,
  proxyPersonId: to.id,
  proxyName: to.name ?? '',
  ...(to.phone && { phoneTail: to.phone.slice(-4) }),
  scope,
  until: plusHours(now, proxyDays * 24),
  ...(recordedBy && { recordedBy }),
})
