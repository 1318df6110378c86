import type { ItemAnswer, ItemKind, ItemSummary, ItemView, TimelineEvent } from '../contract/item'
import type { Context } from './action'
import type { EventDoc, ItemDoc, Place } from './collections'
import { presentPhotos } from './files'
import { actorText, findItem } from './items'
import { contactOf, maskName, maskPhone } from './people'
import type { Ports } from './ports'
import { allowedActs, type KindRules, type Relation, storyOf } from './rules'

/** Events of one item shown at most; an item has a dozen. */
const mostEvents = 200

/** Degrees as an answer shows them. */
export const presentPlace = ({ lngE7, latE7 }: Place) => ({
  lng: lngE7 / 1e7,
  lat: latE7 / 1e7,
  system: 'gcj02' as const,
})

export const summarise = (item: ItemDoc): ItemSummary => ({
  itemId: item.id,
  number: item.id,
  kind: item.kind,
  version: item.seq,
  title: item.title,
  state: item.state,
  severity: item.severity,
  place: item.place,
  confidential: item.confidential,
  responsible: item.responsible,
  dueAt: item.dueAt,
  createdAt: item.createdAt,
})

/** The place as people may read it who are nothing to the report: not in the words of one who must stay unknown. */
export const publicPlace = (item: ItemDoc) => (item.confidential || item.flagged ? '' : item.place)

/**
 * An item, its timeline and what the caller may do to it now. What the reporter wrote is withheld from those who only
 * joined; name and phone are masked, and only for those who must act.
 * @throws ActionError NOT_FOUND
 */
export async function viewItem(
  context: Context,
  rulesOf: (kind: ItemKind) => KindRules,
  itemId: string,
  receipt?: string,
): Promise<ItemView> {
  const { item, held } = await findItem(context, itemId, receipt)
  const { ports } = context
  const [answer, events] = await Promise.all([
    presentItem(ports, item, held),
    ports.store.range('events', 'byItem', { eq: [item.id], limit: mostEvents }),
  ])
  const kind = rulesOf(item.kind)
  const prefix = (act: string) => (act === 'reveal' ? `item.${act}` : `${item.kind}.${act}`)
  return {
    item: answer,
    timeline: await Promise.all(events.rows.map((event) => presentEvent(ports, kind, event, held))),
    allowed: allowedActs(kind, item, held).map(prefix),
  }
}

const onlyJoined = (held: readonly Relation[]) => held.every((relation) => relation === 'joined')

async function presentItem(ports: Ports, item: ItemDoc, held: readonly Relation[]): Promise<ItemAnswer> {
  const withheld = onlyJoined(held)
  const mine = held.includes('reporter')
  const acts = held.includes('responsible') || held.includes('answerable')
  const reporter = acts && (item.reporterId || item.patronId) ? await contactOf(ports.store, item) : undefined
  const merged = item.mergedInto ? await ports.store.get('items', item.mergedInto) : undefined
  return {
    ...summarise(item),
    place: withheld ? publicPlace(item) : item.place,
    description: withheld ? '' : item.description,
    category: item.category,
    photos: withheld ? [] : await presentPhotos(ports.files, item.photos),
    point: item.at && presentPlace(item.at),
    areaName: item.areaName,
    rule: item.rule,
    answerable: item.answerable,
    result: item.result,
    score: item.score,
    reopens: item.reopens,
    mergedInto: item.mergedInto,
    mergedState: merged?.state,
    mergedResult: merged?.result,
    mergedCount: item.mergedCount,
    reporter: reporter && {
      name: reporter.name ? maskName(reporter.name) : '未留姓名',
      phone: reporter.phone && maskPhone(reporter.phone),
    },
    wish: withheld ? undefined : item.wish,
    // The reporter's own words
    otherSide: mine ? item.otherSide : acts && item.otherSide ? maskOtherSide(item.otherSide) : undefined,
    mine,
    flagged: acts ? item.flagged : undefined,
  }
}

const maskOtherSide = ({ name, phone }: NonNullable<ItemDoc['otherSide']>) => ({
  name: name && maskName(name),
  phone: phone && maskPhone(phone),
})

async function presentEvent(
  ports: Ports,
  kind: KindRules,
  event: EventDoc,
  held: readonly Relation[],
): Promise<TimelineEvent> {
  const actor = actorText(kind, event.actorRole, event.actorUnit)
  const withheld = event.actorRole === 'reporter' && onlyJoined(held)
  return {
    seq: event.seq,
    at: event.at,
    act: event.act,
    actor,
    title: storyOf(kind, { act: event.act, state: event.state, actor, responsible: event.responsible }),
    note: withheld ? undefined : event.note,
    photos: withheld ? [] : await presentPhotos(ports.files, event.photos),
  }
}
