import type { BookerCapacity, PatronAnswer } from '../contract/booking'
import { forbidden, notFound } from '../contract/errors'
import type { Context } from '../kernel/action'
import { getBuilding } from '../kernel/areas'
import type { AreaPath, PersonDoc } from '../kernel/collections'
import type { PatronDoc, ProxyDoc, ServiceDoc } from '../kernel/collections.booking'
import { hiddenContact, hiddenHolder } from '../kernel/hidden'
import { maskPhone } from '../kernel/people'
import type { Ports, Reader, Transaction } from '../kernel/ports'
import type { Here } from './load'
import { bookerOf } from './rules'
import { isConfidential } from './slot.rules'

/** For whom one books: cards, homes, and in what capacity the caller acts for them. */

/** A person's own card before they have filled one in; version 0 says that it is not stored. */
export const ownCard = (personId: string, record: Pick<PersonDoc, 'name' | 'phone'> | undefined): PatronDoc => ({
  id: personId,
  version: 0,
  kind: 'self',
  name: record?.name ?? '',
  ...(record?.phone && { phone: record.phone }),
  diets: [],
  allergies: [],
  fetchers: [],
})

/** The card of a child, an elder or a person; of somebody who has only a record their own, unfilled. */
export async function findCard(reader: Reader, patronId: string): Promise<PatronDoc | undefined> {
  const stored = await reader.get('patrons', patronId)
  if (stored) return stored
  const person = await reader.get('people', patronId)
  return person && ownCard(patronId, person)
}

/** The caller's own card. */
export async function callersCard(reader: Reader, { caller }: Context): Promise<PatronDoc> {
  const id = caller.person?.id ?? ''
  return (await reader.get('patrons', id)) ?? ownCard(id, caller.person?.record)
}

export interface Home {
  area: AreaPath
  confirmed: boolean
  buildingId: string
  buildingName: string
  unit: string
}

/** Where somebody lives by now: a child with the guardian, an elder where they were registered. */
export async function homeOf(reader: Reader, patron: PatronDoc, now: string): Promise<Home | undefined> {
  if (patron.kind === 'elder') {
    const building = patron.buildingId ? await getBuilding(reader, patron.buildingId, now) : undefined
    return (
      building && {
        area: building.path,
        confirmed: true,
        buildingId: building.id,
        buildingName: building.name,
        unit: patron.unit ?? '',
      }
    )
  }
  const person = await reader.get('people', patron.guardianId ?? patron.id)
  const membership = person?.homeMembershipId ? await reader.get('memberships', person.homeMembershipId) : undefined
  if (!membership || (membership.state !== 'pending' && membership.state !== 'confirmed')) return undefined
  const building = await getBuilding(reader, membership.buildingId, now)
  return (
    building && {
      area: building.path,
      confirmed: membership.state === 'confirmed',
      buildingId: building.id,
      buildingName: building.name,
      unit: membership.unit,
    }
  )
}

/** Leave of the patron for the caller. */
const leaveFor = (reader: Reader, patronId: string, personId: string): Promise<ProxyDoc | undefined> =>
  reader.get('proxies', `${patronId}:${personId}`)

/**
 * In what capacity the caller may act for the patron at the service now; undefined where they may not. Read again in
 * each transaction: a leave may have been revoked a moment ago.
 */
export async function capacityFor(
  reader: Reader,
  { caller, now }: Context,
  patron: PatronDoc,
  service: Pick<ServiceDoc, 'kind' | 'siteId'>,
): Promise<BookerCapacity | undefined> {
  const personId = caller.person?.id ?? ''
  if (patron.kind === 'self' && patron.id === personId) return 'self'
  const proxy = await leaveFor(reader, patron.id, personId)
  const home = patron.kind === 'elder' ? await homeOf(reader, patron, now) : undefined
  const { gridId, communityId } = home?.area ?? {}
  return bookerOf({ personId, patron: { ...patron, gridId, communityId }, proxy, roles: caller.roles, service }, now)
}

/** Whom a booking is for, and who makes it. */
export interface Party {
  /** Key of all that the person has at services of this kind. */
  holder: string
  patron: PatronDoc
  as: BookerCapacity
  bookerId: string
}

/**
 * The party of a booking that the caller makes: for themselves, or for the card `forPersonId`.
 * @throws ActionError NOT_FOUND for a card they have nothing to do with, FORBIDDEN for one that this service is not for
 */
export async function partyFor(
  reader: Reader,
  context: Context,
  service: Pick<ServiceDoc, 'kind' | 'siteId'>,
  forPersonId?: string,
): Promise<Party> {
  const bookerId = context.caller.person?.id ?? ''
  const own = forPersonId === undefined || forPersonId === bookerId
  if (isConfidential(service.kind)) {
    if (!own) throw forbidden('这项服务只能本人预约，不能代约')
    const patron = await callersCard(reader, context)
    return { holder: hiddenHolder(context.ports, bookerId), patron, as: 'self', bookerId }
  }
  const patron = own ? await callersCard(reader, context) : await findCard(reader, forPersonId)
  if (!patron) throw notFound('名片')
  const as = await capacityFor(reader, context, patron, service)
  if (!as) throw forbidden('您还没有替这个人预约这项服务的授权，请对方先开通代约')
  return { holder: patron.id, patron, as, bookerId }
}

/**
 * The party of something that is there already, as the caller may act on it.
 * @throws ActionError NOT_FOUND where they may not even see it
 */
export async function partyOf(
  reader: Reader,
  context: Context,
  { holder }: { holder: string },
  service: Pick<ServiceDoc, 'kind' | 'siteId'>,
  what: string,
): Promise<Party> {
  const bookerId = context.caller.person?.id ?? ''
  if (isConfidential(service.kind)) {
    if (holder !== hiddenHolder(context.ports, bookerId)) throw notFound(what)
    return { holder, patron: await callersCard(reader, context), as: 'self', bookerId }
  }
  const patron = holder === bookerId ? await callersCard(reader, context) : await findCard(reader, holder)
  const as = patron && (await capacityFor(reader, context, patron, service))
  if (!patron || !as) throw notFound(what)
  return { holder, patron, as, bookerId }
}

/** Notes whom to tell about a confidential booking or wait. */
export const keepContact = (tx: Transaction, ports: Ports, id: string, personId: string) =>
  tx.insert('privateContacts', { id: hiddenContact(ports, id), personId })

/** Who hears about a booking or wait: its person or their guardian, and whoever made it for them. */
export async function peopleOf(
  reader: Reader,
  { ports }: Pick<Here, 'ports'>,
  held: { id: string; kind: ServiceDoc['kind']; holder: string; bookerId?: string; bookerAs?: BookerCapacity },
): Promise<string[]> {
  if (isConfidential(held.kind)) {
    const contact = await reader.get('privateContacts', hiddenContact(ports, held.id))
    return contact ? [contact.personId] : []
  }
  const card = await reader.get('patrons', held.holder)
  const byProxy = held.bookerAs === 'proxy' || card?.kind === 'elder'
  const own = card === undefined || card.kind === 'self' ? held.holder : card.guardianId
  return [...new Set([own, byProxy ? held.bookerId : undefined].filter((id) => id !== undefined))]
}

/** The card as an answer shows it to somebody who may book for its person. */
export const presentPatron = (
  patron: PatronDoc,
  { as, scope, until }: Pick<PatronAnswer, 'as' | 'scope' | 'until'>,
): PatronAnswer => ({
  patronId: patron.id,
  version: patron.version,
  kind: patron.kind,
  name: patron.name,
  phoneMasked: patron.phone && maskPhone(patron.phone),
  birthday: patron.birthday,
  verified: patron.citizenMac !== undefined,
  buildingId: patron.buildingId,
  buildingName: patron.buildingName,
  unit: patron.unit,
  diets: patron.diets,
  allergies: patron.allergies,
  emergencyName: patron.emergencyName,
  emergencyPhone: patron.emergencyPhone,
  fetchers: patron.fetchers,
  as,
  scope,
  until,
})
