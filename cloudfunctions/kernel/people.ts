import { answeringRoles, type Role } from '../contract/account'
import type { Policy } from './action'
import type { ItemDoc, PersonDoc, RoleDoc } from './collections'
import type { Fresh, Identity, Reader, Store } from './ports'

/** One role of the caller, at one area. */
export type HeldRole = Pick<RoleDoc, 'id' | 'role' | 'areaId' | 'areaName' | 'title'>

/** Who calls: a person with their roles, or nobody. */
export interface Caller {
  /** Absent: nobody is signed in, or the call is one that must not know. */
  person?: { id: string; openid: string; record?: PersonDoc }
  roles: HeldRole[]
}

export const nobody: Caller = { roles: [] }

/** The caller as the store knows them. A first-time visitor has no record yet and holds no role. */
export async function loadCaller(store: Store, identity: Identity | undefined): Promise<Caller> {
  if (!identity) return nobody
  const [record, roles] = await Promise.all([
    store.get('people', identity.personId),
    store.range('roles', 'byPerson', { eq: [identity.personId], limit: 100 }),
  ])
  return { person: { id: identity.personId, openid: identity.openid, record }, roles: roles.rows }
}

/** The record of a person met for the first time. It holds no date: a date could tie them to a confidential report. */
export const newPerson = (person: NonNullable<Caller['person']>): Fresh<PersonDoc> => ({
  id: person.id,
  openid: person.openid,
  allowance: {},
})

export const holds = (caller: Caller, role: Role, areaId?: string) =>
  caller.roles.some((held) => held.role === role && (areaId === undefined || held.areaId === areaId))

/** Whether the caller answers for items. */
export const isStaff = (caller: Caller) => caller.roles.some((held) => answeringRoles.includes(held.role))
/** Whether the city or a service site employs the caller: somebody has to take over before they go. */
export const holdsOffice = (caller: Caller) =>
  isStaff(caller) || caller.roles.some(({ role }) => role === 'siteStaff' || role === 'counsellor')

/** Name and phone of whoever an item is about: of a booking whom it is for, else who reported it. */
export async function contactOf(
  reader: Reader,
  { reporterId, patronId }: Pick<ItemDoc, 'reporterId' | 'patronId'>,
): Promise<{ name?: string; phone?: string }> {
  const card = patronId ? await reader.get('patrons', patronId) : undefined
  const person = reporterId ? await reader.get('people', reporterId) : undefined
  return { name: card?.name || person?.name, phone: card?.phone ?? person?.phone }
}

export const anyone: Policy = () => true
export const signedIn: Policy = (caller) => (caller.person ? true : 'UNAUTHENTICATED')
export const staff: Policy = (caller) => (caller.person ? isStaff(caller) : 'UNAUTHENTICATED')
/** Policy of the roles given. */
export const withRole =
  (...roles: Role[]): Policy =>
  (caller) =>
    caller.person ? roles.some((role) => holds(caller, role)) : 'UNAUTHENTICATED'

/** `王*四`, `李*`; nothing is shown of a name of one character. */
export const maskName = (name: string) => {
  const letters = [...name]
  if (letters.length < 2) return '*'
  return letters.length === 2 ? `${letters[0]}*` : `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
}

/** `156******77` */
export const maskPhone = (phone: string) => `${phone.slice(0, 3)}******${phone.slice(-2)}`
