import { type ServiceKind, serviceKinds } from '../contract/booking'
import { conflict, forbidden, invalid, notFound } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import { getBuilding } from '../kernel/areas'
import type { PatronDoc } from '../kernel/collections.booking'
import { signedIn, withRole } from '../kernel/people'
import type { Fresh, Transaction } from '../kernel/ports'
import { birthdayOf, dateOf } from './days.rules'
import { callersCard, findCard, homeOf, presentPatron } from './patron'
import { isConfidential } from './slot.rules'

/** Cards of those for whom one may book. */

const everyKind = Object.keys(serviceKinds) as ServiceKind[]
const openKinds = everyKind.filter((kind) => !isConfidential(kind))

/** The caller's own card, their children's, and those of people who let them book. */
export const patrons = action({
  name: 'booking.patrons',
  policy: signedIn,
  async run(context) {
    const { caller, ports, now } = context
    const { store } = ports
    const id = caller.person?.id ?? ''
    const own = await callersCard(store, context)
    const children = await store.range('patrons', 'byGuardian', { eq: [id], limit: 100 })
    const leaves = await store.range('proxies', 'byProxy', { eq: [id], from: now, limit: 100 })
    const given = await Promise.all(
      leaves.rows
        .filter(({ revokedAt, until }) => revokedAt === undefined && until > now)
        .map(async ({ patronId, scope, until }) => {
          const card = await findCard(store, patronId)
          return card ? [presentPatron(withoutContacts(card), { as: 'proxy', scope, until })] : []
        }),
    )
    return {
      patrons: [
        presentPatron(own, { as: 'self', scope: everyKind, until: undefined }),
        ...children.rows.map((child) => presentPatron(child, { as: 'guardian', scope: openKinds, until: undefined })),
        ...given.flat(),
      ],
    }
  },
})

/** What somebody who only books need not know. */
const withoutContacts = ({ emergencyName: _n, emergencyPhone: _p, birthday: _b, ...card }: PatronDoc): PatronDoc => ({
  ...card,
  fetchers: [],
})

/** Writes one's own card or a child's; the fields given replace those stored. */
export const savePatron = action({
  name: 'booking.savePatron',
  policy: signedIn,
  perHour: 100,
  async run(context, input) {
    const { caller, ports, now } = context
    const { patronId, version, kind, ...fields } = input
    const personId = caller.person?.id ?? ''
    if (fields.birthday !== undefined && fields.birthday > dateOf(now))
      throw invalid('birthday', '出生日期不能晚于今天')
    const id = kind === 'self' ? personId : (patronId ?? ports.random.id())
    if (kind === 'self' && patronId !== undefined && patronId !== personId) throw notFound('名片')
    if (kind === 'child' && patronId === undefined) await checkNumber(context, personId)
    return context.commit(async (tx) => {
      const stored = await tx.get('patrons', id)
      if (kind === 'child' && patronId !== undefined && stored?.guardianId !== personId) throw notFound('名片')
      if (stored?.citizenMac && fields.birthday !== undefined && fields.birthday !== stored.birthday)
        throw invalid('birthday', '出生日期已经核对过身份证，要改请到站点办理')
      const phone = kind === 'self' ? caller.person?.record?.phone : undefined
      const card: Fresh<PatronDoc> = {
        ...kept(stored),
        id,
        kind,
        ...(kind === 'child' && { guardianId: personId }),
        ...(phone && { phone }),
        ...fields,
        ...(stored?.citizenMac && { birthday: stored.birthday }),
      }
      return { answer: await write(tx, stored, card, version) }
    })
  },
})

/** Of a stored card, what its person does not fill in. */
function kept(stored: PatronDoc | undefined): Partial<PatronDoc> {
  if (!stored) return {}
  const { name: _n, birthday: _b, emergencyName: _e, emergencyPhone: _p, version: _v, ...rest } = stored
  return rest
}

async function checkNumber({ ports }: Context, guardianId: string) {
  const most = limits.booking.children
  const { rows } = await ports.store.range('patrons', 'byGuardian', { eq: [guardianId], limit: most })
  if (rows.length >= most) throw conflict(`最多登记 ${most} 个孩子`)
}

/** @throws ActionError CONFLICT when the version is another than was read */
async function write(tx: Transaction, stored: PatronDoc | undefined, card: Fresh<PatronDoc>, version?: number) {
  if (version !== undefined && version !== stored?.version) throw conflict()
  const written = stored
    ? await tx.replace('patrons', { ...card, version: stored.version })
    : await tx.insert('patrons', card)
  if (!written) throw conflict()
  return { id: card.id, version: (stored?.version ?? 0) + 1 }
}

/** Whose call it is at all to keep cards for others. */
const keepers = withRole('siteStaff', 'gridWorker', 'communityStaff')

/** The title under which the caller keeps a card of a home, where they may. */
function keeperTitle({ caller }: Context, home: { gridId?: string; communityId?: string }): string | undefined {
  const may = caller.roles.find(
    ({ role, areaId }) =>
      role === 'siteStaff' ||
      (role === 'gridWorker' && areaId === home.gridId) ||
      (role === 'communityStaff' && areaId === home.communityId),
  )
  return may?.title
}

/** An elder who has only a phone; the same phone again finds the same card, and brings it up to date. */
export const registerElder = action({
  name: 'booking.registerElder',
  policy: keepers,
  perHour: 200,
  async run(context, { buildingId, unit, ...fields }) {
    const { ports, now, caller } = context
    const building = await getBuilding(ports.store, buildingId, now)
    if (!building) throw invalid('buildingId', '没有找到这栋楼')
    if (fields.birthday !== undefined && fields.birthday > dateOf(now))
      throw invalid('birthday', '出生日期不能晚于今天')
    const title = keeperTitle(context, building.path)
    if (!title) throw forbidden('只能登记自己负责的网格或社区里的老人')
    const id = ports.secrets.mac('elder', fields.phone)
    return context.commit(async (tx) => {
      const stored = await tx.get('patrons', id)
      const before = stored && (await homeOf(tx, stored, now))
      if (before && !keeperTitle(context, before.area)) throw conflict('这个手机号已由别的网格登记，请联系那边的网格员')
      const card: Fresh<PatronDoc> = {
        ...kept(stored),
        id,
        kind: 'elder',
        ...fields,
        ...(stored?.citizenMac && { birthday: stored.birthday }),
        buildingId,
        buildingName: building.name,
        unit,
        ...(building.path.communityId && { communityId: building.path.communityId }),
        ...(building.path.gridId && { gridId: building.path.gridId }),
        fetchers: [],
        registeredBy: stored?.registeredBy ?? { personId: caller.person?.id ?? '', title, at: now },
      }
      const { version } = await write(tx, stored, card)
      return {
        answer: {
          patronId: id,
          version,
          handover: `【和合】${fields.name}您好，${title}已为您登记助老服务。要订餐或预约，打电话给我们就行；每次约好会告诉您一个预约码，到时报号码。`,
        },
      }
    })
  },
})

/** The cards behind a phone number, for whoever stands at the counter. */
export const findPatron = action({
  name: 'booking.findPatron',
  policy: keepers,
  perHour: 300,
  async run(context, { phone }) {
    const { ports, now } = context
    const { store } = ports
    const [cards, people] = await Promise.all([
      store.range('patrons', 'byPhone', { eq: [phone], limit: 20 }),
      store.range('people', 'byPhone', { from: phone, to: `${phone} `, eq: [], limit: 20 }),
    ])
    const unfilled = await Promise.all(
      people.rows.filter(({ id }) => !cards.rows.some((card) => card.id === id)).map(({ id }) => findCard(store, id)),
    )
    const found: PatronDoc[] = [...cards.rows, ...unfilled.filter((card) => card !== undefined)]
    const shown = []
    for (const card of found) {
      const home = await homeOf(store, card, now)
      if (keeperTitle(context, home?.area ?? {}))
        shown.push(presentPatron(card, { as: 'staff', scope: openKinds, until: undefined }))
    }
    return { patrons: shown }
  },
})

/**
 * Notes that staff have seen the identity card: the birthday it tells, and a MAC of its number that no other card in
 * the city may have. The number itself is stored nowhere.
 */
export const verifyPatron = action({
  name: 'booking.verifyPatron',
  policy: withRole('siteStaff', 'communityStaff'),
  perHour: 200,
  run: (context, { patronId, idNumber }) =>
    context.commit(async (tx) => {
      const { ports, now } = context
      const card = await findCard(tx, patronId)
      if (!card) throw notFound('名片')
      const home = await homeOf(tx, card, now)
      if (!keeperTitle(context, home?.area ?? {})) throw notFound('名片')
      const birthday = birthdayOf(idNumber)
      if (!birthday || birthday > dateOf(now)) throw invalid('idNumber', '身份证号不对，请核对后重新输入')
      const citizenMac = ports.secrets.mac('citizen', idNumber)
      const citizen = await tx.get('citizens', citizenMac)
      if (citizen && citizen.patronId !== patronId) throw conflict('这个身份证号已经登记在另一张名片上')
      if (!citizen) await tx.insert('citizens', { id: citizenMac, patronId })
      if (card.citizenMac && card.citizenMac !== citizenMac) {
        const earlier = await tx.get('citizens', card.citizenMac)
        if (earlier && !(await tx.remove('citizens', earlier.id, earlier.version))) throw conflict()
      }
      const { version, ...fresh } = { ...card, birthday, citizenMac }
      return { answer: await write(tx, version === 0 ? undefined : card, fresh) }
    }),
})
