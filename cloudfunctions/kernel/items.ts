import type { Role } from '../contract/account'
import { roleLabels } from '../contract/account'
import { conflict, forbidden, notFound } from '../contract/errors'
import type { Unit, UnitLevel } from '../contract/fields'
import type { ItemChange } from '../contract/item'
import { kindLabels, stateLabel } from '../contract/labels'
import type { Committed, Context } from './action'
import { peopleAt, staffRoleOf } from './areas'
import type { EventDoc, ItemDoc } from './collections'
import { attachPhotos } from './files'
import type { OutgoingNotice } from './notices'
import type { Caller } from './people'
import type { Fresh, Ports, Store, Transaction } from './ports'
import { everAllows, type KindRules, type Relation, type Step, sees, stepFor } from './rules'
import { dayAndTime, plusHours, warningAt } from './time'

/** Hours a reporter has to confirm; then the clock closes the item. */
export const confirmHours = 7 * 24
/** People told of one step at most. */
const mostTold = 1000

export const receiptMac = (ports: Ports, receipt: string) => ports.secrets.mac('receipt', receipt)

const overseerRoles: [Role, 'gridId' | 'communityId' | 'streetId' | 'districtId' | 'cityId'][] = [
  ['gridWorker', 'gridId'],
  ['communityStaff', 'communityId'],
  ['streetStaff', 'streetId'],
  ['districtStaff', 'districtId'],
  ['cityStaff', 'cityId'],
]

/** Roles that handle the item at a unit: its specialists before the unit's own staff. */
const handlingRoles = (unit: Unit, { specialist }: Pick<ItemDoc, 'specialist'>): Role[] => [
  ...(specialist ? [specialist] : []),
  staffRoleOf(unit.level),
]

/** The role in which the caller handles the item at a unit. */
const roleAt = (caller: Caller, unit: Unit, item: Pick<ItemDoc, 'specialist'>): Role | undefined =>
  handlingRoles(unit, item).find((role) => caller.roles.some((held) => held.areaId === unit.id && held.role === role))

/** The queue of a unit's specialists. */
export const specialistQueue = (unitId: string, specialist: Role) => `${unitId}/${specialist}`

/** What the caller is to the item by what the item itself says; `joined` is known only to the follows. */
export function relationsOf(caller: Caller, item: ItemDoc, mac?: string): Relation[] {
  const held: Relation[] = []
  const at = (unit: Unit | undefined) => unit !== undefined && roleAt(caller, unit, item) !== undefined
  if (item.reporterId ? item.reporterId === caller.person?.id : mac !== undefined && mac === item.receiptMac)
    held.push('reporter')
  // Nobody handles what they brought themselves where others may not look on
  if (item.private && held.length > 0) return held
  if (at(item.responsible)) held.push('responsible')
  if (at(item.answerable)) held.push('answerable')
  if (item.private) return held
  if (caller.roles.some((r) => r.role === 'communityStaff' && r.areaId === item.alertQueue)) held.push('alerted')
  if (overseerRoles.some(([role, key]) => caller.roles.some((r) => r.role === role && r.areaId === item.area[key])))
    held.push('overseer')
  if (!item.confidential && caller.roles.some((r) => r.role === 'gridInformant' && r.areaId === item.area.gridId))
    held.push('informant')
  if (caller.roles.some((r) => r.role === 'departmentStaff' && item.units.includes(r.areaId))) held.push('past')
  return held
}

/** As `relationsOf`, and `joined` where nothing else gives sight of the item. */
export async function relationsWithFollow(store: Store, caller: Caller, item: ItemDoc, mac?: string) {
  const held = relationsOf(caller, item, mac)
  if (held.length === 0 && caller.person && (await store.get('follows', `${item.id}:${caller.person.id}`)))
    held.push('joined')
  return held
}

/** Whether the caller may see the photos attached to the item. Those who only joined may not: they are the reporter's. */
export const mayViewPhotos = (caller: Caller, item: ItemDoc) => sees(relationsOf(caller, item))

/** An item the caller may see, and what they are to it. @throws ActionError NOT_FOUND */
export async function findItem(context: Context, itemId: string, receipt?: string) {
  const { store } = context.ports
  const item = await store.get('items', itemId)
  if (!item) throw notFound('办件')
  const held = await relationsWithFollow(
    store,
    context.caller,
    item,
    receipt === undefined ? undefined : receiptMac(context.ports, receipt),
  )
  if (!sees(held)) throw notFound('办件')
  return { item, held }
}

/** What an action adds to its row of the table. */
export interface StepOptions {
  note?: string
  photos?: readonly string[]
  /** Unit to go to, where the row's move is `department`. */
  to?: Unit
  /** Fields of the kind's own that change with the step. */
  patch?: Partial<ItemDoc>
  /** Further writes of the same transaction. */
  also?(tx: Transaction, item: ItemDoc): Promise<void>
}

/** A step documented by photos, which go to the item. */
export const documented = (
  context: Context,
  { itemId, photos }: { itemId: string; photos: readonly string[] },
  rest: StepOptions,
): StepOptions => ({ ...rest, photos, also: (tx) => attachPhotos(tx, context, itemId, photos) })

/** Input common to every action on an item. */
export interface OnItem {
  itemId: string
  version: number
  receipt?: string
}

/**
 * Takes one step of an item's state table for the caller: checks sight, version, right and state in that order, then
 * writes item, event and notices in one transaction. `prepare` gives what the action adds, once all that holds.
 * @throws ActionError NOT_FOUND, FORBIDDEN, CONFLICT
 */
export async function takeStep(
  context: Context,
  kind: KindRules,
  act: string,
  input: OnItem,
  prepare: (item: ItemDoc) => StepOptions | Promise<StepOptions> = () => ({}),
): Promise<ItemChange> {
  const { item, held } = await findItem(context, input.itemId, input.receipt)
  if (item.kind !== kind.kind) throw notFound('办件')
  checkVersion(item, input.version)
  if (!everAllows(kind, act, held)) throw forbidden()
  const step = stepFor(kind, act, item, held)
  if (!step) throw wrongState(item)
  const options = await prepare(item)
  const actor = actorOf(context.caller, item, held, step)
  const next = advance(kind, step, item, { now: context.now, actorUnit: actor.unit, ...options })
  const told = await noticesFor(context.ports.store, kind, step, item, next, options, actor)
  const notices = told.filter((notice) => notice.personId !== context.caller.person?.id)

  return context.commit(async (tx) => {
    const change = await writeStep(tx, { kind, step, context, seen: item, next, actor, options })
    return { answer: change, notices } satisfies Committed<ItemChange>
  })
}

const wrongState = (item: ItemDoc) =>
  conflict(`这件事现在是「${stateLabel(item.kind, item.state)}」，不能再做这一步，请刷新查看`)

function checkVersion(item: ItemDoc, version: number) {
  if (item.seq !== version)
    throw conflict(`这件事刚刚有了新进展，现在是「${stateLabel(item.kind, item.state)}」，请看过再处理`)
}

/** In what capacity the caller takes the step: the first that its row names. A reporter has neither role nor unit. */
function actorOf(caller: Caller, item: ItemDoc, held: readonly Relation[], step: Step): Actor {
  const unit = unitActing(
    item,
    step.who.find((who) => held.includes(who)),
  )
  if (!unit) return { role: 'reporter' }
  return { role: roleAt(caller, unit, item) ?? staffRoleOf(unit.level), unit, personId: caller.person?.id }
}

function unitActing(item: ItemDoc, as: Relation | undefined): Unit | undefined {
  if (as === 'responsible') return item.responsible
  if (as === 'answerable') return item.answerable
  return as === 'alerted' ? item.ladder.find((unit) => unit.id === item.alertQueue) : undefined
}

export interface Actor {
  role: Role | 'reporter' | 'system'
  unit?: Unit
  personId?: string
}

/** `甲社区第1网格网格员`, `甲街道工作人员`, `甲区消防救援大队`: the unit's name says its level already. */
export function actorText({ reporter = '报告人' }: Pick<KindRules, 'reporter'>, role: string, unit = ''): string {
  if (role === 'system') return '系统'
  if (role === 'reporter') return reporter
  if (role === 'departmentStaff') return unit
  return unit + (role === 'gridWorker' || role === 'mediator' ? roleLabels[role] : '工作人员')
}

interface Advance {
  now: string
  actorUnit?: Unit
  to?: Unit
  patch?: Partial<ItemDoc>
}

/** The item after a step: state, responsibility, deadlines and indexes. Pure. */
export function advance(kind: KindRules, step: Step, item: ItemDoc, { now, actorUnit, to, patch }: Advance): ItemDoc {
  const state = step.to === 'same' ? item.state : step.to
  const responsible = destination(step, item, actorUnit, to)
  const { answerable, closedAt: _, ...rest } = item
  const next: ItemDoc = {
    ...rest,
    ...patch,
    seq: item.seq + 1,
    state,
    responsible,
    units: item.units.includes(responsible.id) ? item.units : [...item.units, responsible.id],
  }
  const first = answerableAfter(step, item, responsible)
  if (kind.closed.includes(state)) next.closedAt = now
  else if (first) next.answerable = first
  if (step.deadline !== 'keep') {
    const hours = deadlineHours(step.deadline, item)
    const { dueAt, timerAt } = hours === undefined ? {} : deadlineIn(hours, now, next.endsAt)
    next.dueAt = dueAt
    next.timerAt = timerAt
  }
  return withIndexes(kind, next)
}

/** When the next step is owed, and when the timer looks: a quarter before, or at the end itself, of which nobody is warned. */
export function deadlineIn(hours: number, now: string, endsAt?: string): Required<Pick<ItemDoc, 'dueAt' | 'timerAt'>> {
  const dueAt = plusHours(now, hours)
  if (endsAt !== undefined && endsAt <= dueAt) return { dueAt: endsAt, timerAt: endsAt }
  return { dueAt, timerAt: warningAt(now, dueAt) }
}

/** 首接负责: handing on does not end it, taking on does. Nobody is answerable for what they are responsible for again. */
function answerableAfter(step: Step, { answerable, responsible: before }: ItemDoc, responsible: Unit) {
  if (step.move === 'actor') return undefined
  const handedOn = step.move !== 'stay'
  const first = answerable ?? (handedOn ? before : undefined)
  return first?.id === responsible.id ? undefined : first
}

function destination(step: Step, item: ItemDoc, actorUnit: Unit | undefined, to: Unit | undefined): Unit {
  switch (step.move) {
    case 'stay':
      return item.responsible
    case 'actor':
      return actorUnit ?? item.responsible
    case 'up':
      return unitAbove(item.responsible, item.ladder) ?? item.responsible
    case 'street':
      return unitAt(item.ladder, 'street') ?? unitAt(item.ladder, 'district') ?? item.responsible
    case 'department':
      return to ?? item.responsible
  }
}

const unitAt = (ladder: readonly Unit[], level: UnitLevel) => ladder.find((unit) => unit.level === level)

/** One level up; a department answers to its district, and nobody is above the city. */
export function unitAbove(unit: Unit, ladder: readonly Unit[]): Unit | undefined {
  if (unit.level === 'department') return unitAt(ladder, 'district')
  return ladder[ladder.findIndex((rung) => rung.level === unit.level) + 1]
}

function deadlineHours(deadline: Step['deadline'], item: ItemDoc) {
  if (deadline === 'accept') return item.acceptHours
  if (deadline === 'resolve') return item.resolveHours
  return deadline === 'confirm' ? confirmHours : undefined
}

/** Sets the fields by which open items are found, and takes them off a closed one. */
export function withIndexes(kind: KindRules, item: ItemDoc): ItemDoc {
  const open = !kind.closed.includes(item.state)
  const owed = kind.owed.includes(item.state)
  const {
    queue: _q,
    specialistQueue: _p,
    alertQueue: _a,
    openGrid: _g,
    openCommunity: _c,
    openStreet: _s,
    ...bare
  } = item
  const { openDistrict: _d, openCity: _y, openCell, dueAt, timerAt, ...rest } = bare
  if (!open) return rest
  return {
    ...rest,
    ...(dueAt && { dueAt }),
    ...(timerAt && { timerAt }),
    ...(owed && { queue: item.responsible.id }),
    ...(owed && item.specialist && { specialistQueue: specialistQueue(item.responsible.id, item.specialist) }),
    ...(!item.private && areaIndexes(kind, item)),
    ...(openCell && { openCell }),
  }
}

/** Where those who oversee an open item's place find it. */
function areaIndexes(kind: KindRules, { area, severity, state }: ItemDoc): Partial<ItemDoc> {
  return {
    ...(severity === 'critical' && kind.untaken.includes(state) && area.communityId
      ? { alertQueue: area.communityId }
      : undefined),
    ...(area.gridId && { openGrid: area.gridId }),
    ...(area.communityId && { openCommunity: area.communityId }),
    ...(area.streetId && { openStreet: area.streetId }),
    openDistrict: area.districtId,
    openCity: area.cityId,
  }
}

interface WriteStep {
  kind: KindRules
  step: Step
  context: { now: string; ports: Ports; ownsFile?: Context['ownsFile'] }
  seen: ItemDoc
  next: ItemDoc
  actor: Actor
  options: StepOptions
}

/**
 * Writes the item and its event. A change that is no step (the timer's warning, an erased name) is somebody's too.
 * @throws ActionError CONFLICT when somebody was faster
 */
export async function writeStep(tx: Transaction, { next, ...w }: WriteStep): Promise<ItemChange> {
  const stored = await tx.get('items', w.seen.id)
  if (!stored) throw notFound('办件')
  checkVersion(stored, w.seen.seq)
  if (!(await tx.replace('items', next))) throw conflict()
  await addEvent(tx, next, w.step.act, w.context.now, w.actor, w.options)
  await w.options.also?.(tx, next)
  return changeOf(next)
}

/** Adds one step to the item's timeline. */
export async function addEvent(
  tx: Transaction,
  item: Pick<ItemDoc, 'id' | 'seq' | 'state' | 'responsible'>,
  act: string,
  now: string,
  actor: Actor,
  { note, photos = [] }: Pick<StepOptions, 'note' | 'photos'> = {},
) {
  const event: Fresh<EventDoc> = {
    id: `${item.id}:${item.seq}`,
    itemId: item.id,
    seq: item.seq,
    at: now,
    act,
    actorRole: actor.role,
    ...(actor.unit && { actorUnit: actor.unit.name }),
    ...(actor.personId && { actorId: actor.personId }),
    state: item.state,
    responsible: item.responsible,
    ...(note && { note }),
    photos: [...photos],
  }
  if (!(await tx.insert('events', event))) throw conflict()
}

export const changeOf = (item: ItemDoc): ItemChange => ({
  itemId: item.id,
  version: item.seq,
  state: item.state,
  responsible: item.responsible,
  ...(item.dueAt && { dueAt: item.dueAt }),
})

/** Ids of those who hear of the item: its reporter and those who joined. */
export async function followersOf(store: Store, itemId: string): Promise<string[]> {
  const { rows } = await store.range('follows', 'byItem', { eq: [itemId], limit: mostTold })
  return rows.map((row) => row.personId)
}

/** Lets a person follow an item that is not their own report; a reporter or follower stays what they are. */
export const joinItem = (tx: Transaction, itemId: string, personId: string, now: string) =>
  tx.insert('follows', { id: `${itemId}:${personId}`, personId, itemId, at: now, as: 'joined' })

/** Ids of the people who staff a unit, and of its specialists where the item has such. */
export async function staffOf(store: Store, unit: Unit, item: Pick<ItemDoc, 'specialist'> = {}): Promise<string[]> {
  const held = await Promise.all(handlingRoles(unit, item).map((role) => peopleAt(store, unit.id, role)))
  return [...new Set(held.flat().map((role) => role.personId))]
}

/** Who is to hear of the step, and in which words; whoever took it may be among them. */
export async function noticesFor(
  store: Store,
  kind: KindRules,
  step: Step,
  before: ItemDoc,
  after: ItemDoc,
  { note }: Pick<StepOptions, 'note'>,
  actor: Actor,
): Promise<OutgoingNotice[]> {
  const people = new Map<string, 'itemProgress' | 'deskWork'>()
  const add = (ids: readonly string[], template: 'itemProgress' | 'deskWork') => {
    for (const id of ids) if (!people.has(id)) people.set(id, template)
  }
  for (const told of step.tell) {
    if (told === 'reporters') add(await followersOf(store, before.id), 'itemProgress')
    else if (told === 'responsible') add(await staffOf(store, after.responsible, after), 'deskWork')
    else if (before.responsible.id !== after.responsible.id)
      add(await staffOf(store, before.responsible, before), 'deskWork')
  }
  const sentence = kind.story({
    act: step.act,
    state: after.state,
    actor: actorText(kind, actor.role, actor.unit?.name),
    responsible: after.responsible,
  })
  // What a reporter wrote is for those who handle it, not for those who only joined.
  // A private one's words are read on its own page, not on a telephone that others see.
  const withheld = (template: string) => after.private || (actor.role === 'reporter' && template === 'itemProgress')
  const noteFor = (template: string) => (withheld(template) ? undefined : note)
  return [...people].map(([personId, template]) =>
    itemNotice(personId, after, sentence, { kind: step.act, note: noteFor(template), template }),
  )
}

/** One person's notice about an item. That of a private one does not say what it is about. */
export const itemNotice = (
  personId: string,
  item: Pick<ItemDoc, 'id' | 'title' | 'dueAt' | 'state' | 'kind' | 'private'>,
  sentence: string,
  { kind, note, template }: { kind: string; note?: string; template: 'itemProgress' | 'deskWork' },
): OutgoingNotice => ({
  personId,
  kind,
  title: `${item.private ? kindLabels[item.kind] : item.title}：${stateLabel(item.kind, item.state)}`,
  body: [sentence, note, item.dueAt && template === 'deskWork' ? `请在 ${dayAndTime(item.dueAt)} 前处理` : undefined]
    .filter(Boolean)
    .join('。'),
  itemId: item.id,
  template,
})
