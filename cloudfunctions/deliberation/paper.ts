import type { Answer } from '../contract'
import { conflict, forbidden, invalid, notFound } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { PaperEntryDoc, PollDoc } from '../kernel/collections.deliberation'
import { attachPhotos, presentPhotos } from '../kernel/files'
import { sha256 } from '../kernel/node'
import { signedIn } from '../kernel/people'
import type { Fresh, Transaction } from '../kernel/ports'
import { plusHours } from '../kernel/time'
import { anyOf, boxId, openPollIn, putInto, sealBallot } from './ballots'
import { tagOf } from './chain.rules'
import { entryLabel } from './electorate'
import { paperVoter } from './paperRoll'
import { findPollFor, markId, proxyOf, readMark } from './poll'
import { canonical, gathered } from './tally.rules'
import { confirmMark, mark } from './vote'

/** Hours that a vote on paper waits for its second person; online the vote is held that long. */
const holdHours = 24
/** Boxes that one batch is spread over at most. */
const mostBoxes = 20

const purposeOf = (pollId: string) => `paper:${pollId}`

/**
 * Notes a voter who voted on paper, at the door or by phone. On a secret poll that is all; the ballot comes with a batch.
 * On a named one the choice lies sealed with the entry. Nothing counts before the other counter has confirmed it.
 */
export const markPaperVoter = action({
  name: 'deliberation.markPaperVoter',
  policy: signedIn,
  perHour: 300,
  async run(context, { pollId, unitId, memberId, way, choice, photos }) {
    const { poll } = await findPollFor(context, pollId, 'markPaperVoter')
    if (poll.secret && choice) throw invalid('choice', '不记名投票只登记谁投了票，选票另外成批录入')
    if (!poll.secret && !choice) throw invalid('choice', '请填写这张票的选择')
    const roll = await paperVoter(context, poll, { unitId, memberId })
    const sealed = choice && context.ports.secrets.seal(purposeOf(poll.id), canonical(choice, poll))
    const entry: Fresh<PaperEntryDoc> = {
      ...entered(context, poll, photos),
      kind: 'voter',
      way,
      rollKey: roll.key,
      unit: entryLabel(roll),
      ...(sealed && { sealed }),
      total: 1,
      heldUntil: plusHours(context.now, holdHours),
    }
    return context.commit(async (tx) => {
      await openPollIn(tx, context, poll.id)
      if (await proxyOf(tx, poll, roll.key)) throw conflict('这一票已委托他人，收回委托后才能投纸质票')
      await mark(tx, context, poll, roll.key, entry.id)
      await tx.insert('paperEntries', entry)
      await attachPhotos(tx, context, poll.topicId, photos)
      return { answer: { entryId: entry.id } }
    })
  },
})

/** What every entry says of itself. */
function entered({ caller, ports, now }: Context, poll: PollDoc, photos: string[]) {
  const counter = poll.counters.find(({ personId }) => personId === caller.person?.id)
  if (!counter) throw forbidden()
  const id = ports.random.id()
  const by = { enteredBy: counter.personId, enteredTitle: counter.title, enteredAt: now }
  return { id, pollId: poll.id, state: 'entered' as const, photos, ...by }
}

/** Takes in paper ballots of a secret poll, counted by hand: how many for each choice, sealed until they are confirmed. */
export const paperBatch = action({
  name: 'deliberation.paperBatch',
  policy: signedIn,
  perHour: 100,
  async run(context, { pollId, counts, photos }) {
    const { poll } = await findPollFor(context, pollId, 'paperBatch')
    const lines = gathered(counts.map(({ choice, count }) => ({ choice: canonical(choice, poll), heads: count })))
    const total = lines.reduce((sum, { heads }) => sum + heads, 0)
    const text = JSON.stringify(lines.map(({ choice, heads }) => [choice, heads]))
    const sealed = context.ports.secrets.seal(purposeOf(poll.id), text)
    const entry: Fresh<PaperEntryDoc> = { ...entered(context, poll, photos), kind: 'batch', sealed, total }
    return context.commit(async (tx) => {
      await openPollIn(tx, context, poll.id)
      await tx.insert('paperEntries', entry)
      await attachPhotos(tx, context, poll.topicId, photos)
      return { answer: { entryId: entry.id, total } }
    })
  },
})

const countsIn = (
  { secrets }: Context['ports'],
  { pollId, sealed = '' }: PaperEntryDoc,
): { choice: string; count: number }[] => {
  const text = secrets.open(purposeOf(pollId), sealed)
  const lines: [string, number][] = text === undefined ? [] : JSON.parse(text)
  return lines.map(([choice, count]) => ({ choice, count }))
}

/** An entry that waits for its second person, and its poll, for one who may be that. @throws NOT_FOUND, FORBIDDEN, CONFLICT */
async function findEntry(context: Context, entryId: string, act: string) {
  const entry = await context.ports.store.get('paperEntries', entryId)
  if (!entry) throw notFound('登记')
  const { poll } = await findPollFor(context, entry.pollId, act)
  if (entry.state !== 'entered') throw conflict('这一条已经核对过了')
  return { entry, poll }
}

/** A second person, never the one who entered it, lets it count. */
export const confirmPaper = action({
  name: 'deliberation.confirmPaper',
  policy: signedIn,
  async run(context, { entryId }) {
    const { entry, poll } = await findEntry(context, entryId, 'confirmPaper')
    const counter = poll.counters.find(({ personId }) => personId === context.caller.person?.id)
    if (!counter || counter.personId === entry.enteredBy) throw forbidden('录入的人不能自己核对')
    const ballots = ballotsOf(context, poll, entry)
    return context.commit(async (tx) => {
      const fresh = await openPollIn(tx, context, poll.id)
      const stored = await tx.get('paperEntries', entry.id)
      if (stored?.state !== 'entered') throw conflict('这一条已经核对过了')
      const sums = entry.kind === 'voter' ? await confirmVoter(tx, context, fresh, stored) : batchSums(fresh, stored)
      for (const [box, sealed] of ballots) await putInto(tx, box, sealed)
      if (!(await tx.replace('polls', { ...fresh, ...sums }))) throw conflict()
      const { sealed: _, heldUntil: __, ...kept } = stored
      const by = { confirmedBy: counter.personId, confirmedTitle: counter.title }
      await tx.replace('paperEntries', { ...kept, state: 'confirmed', ...by })
      return { answer: { entryId: entry.id, state: 'confirmed' as const } }
    })
  },
})

async function confirmVoter(tx: Transaction, { now }: Context, poll: PollDoc, entry: PaperEntryDoc) {
  const { mark: stored, held } = await readMark(tx, poll, entry.rollKey ?? '', now)
  if (!stored || held?.id !== entry.id) throw conflict('超过 24 小时没有核对，请重新登记')
  if (!(await confirmMark(tx, stored))) throw conflict()
  return { paperMarked: poll.paperMarked + 1, ...(!poll.secret && { paperCounted: poll.paperCounted + 1 }) }
}

/** Never more ballots than voters were marked. */
function batchSums({ paperCounted, paperMarked }: PollDoc, { total }: PaperEntryDoc) {
  if (paperCounted + total > paperMarked)
    throw conflict(`已核对的纸质投票人 ${paperMarked} 名，已录入选票 ${paperCounted} 张，这一批 ${total} 张对不上`)
  return { paperCounted: paperCounted + total }
}

/** The sealed ballots of an entry, by box. On paper nobody has a code: the tags are drawn by lot. */
function ballotsOf({ ports }: Context, poll: PollDoc, entry: PaperEntryDoc): Map<string, string[]> {
  const { random, secrets } = ports
  const cast = (choice: string) => {
    const tag = tagOf(sha256, poll.id, Buffer.from(random.bytes(32)).toString('hex'))
    return sealBallot(secrets, poll, { tag, choice, key: entry.rollKey, way: entry.way })
  }
  const boxes = Array.from({ length: Math.min(mostBoxes, entry.total) }, () => boxId(poll, anyOf(random, poll.boxes)))
  const put = new Map<string, string[]>()
  const add = (choice: string) => {
    const box = boxes[anyOf(random, boxes.length)]
    put.set(box, [...(put.get(box) ?? []), cast(choice)])
  }
  if (entry.kind === 'batch')
    for (const { choice, count } of countsIn(ports, entry)) for (let i = 0; i < count; i += 1) add(choice)
  else if (!poll.secret) add(secrets.open(purposeOf(poll.id), entry.sealed ?? '') ?? '')
  return put
}

export const refusePaper = action({
  name: 'deliberation.refusePaper',
  policy: signedIn,
  async run(context, { entryId, reason }) {
    const { entry } = await findEntry(context, entryId, 'refusePaper')
    return context.commit(async (tx) => {
      const stored = await tx.get('paperEntries', entry.id)
      if (stored?.state !== 'entered') throw conflict('这一条已经核对过了')
      const held = stored.rollKey && (await tx.get('marks', markId(stored.pollId, stored.rollKey)))
      if (held && held.entryId === stored.id) await tx.remove('marks', held.id, held.version)
      const { sealed: _, heldUntil: __, ...kept } = stored
      if (!(await tx.replace('paperEntries', { ...kept, state: 'refused', reason }))) throw conflict()
      return { answer: { entryId: entry.id, state: 'refused' as const } }
    })
  },
})

type Entry = Answer<'deliberation.paperEntries'>['entries'][number]

export const paperEntries = action({
  name: 'deliberation.paperEntries',
  policy: signedIn,
  async run(context, { pollId, cursor }) {
    const { poll } = await findPollFor(context, pollId, 'paperEntries')
    const query = { eq: [pollId], direction: 'desc' as const, limit: limits.page, after: cursor }
    const { rows, next } = await context.ports.store.range('paperEntries', 'byPoll', query)
    const entries = await Promise.all(rows.map((entry) => presentEntry(context, poll, entry)))
    return { entries, marked: poll.paperMarked, counted: poll.paperCounted, cursor: next }
  },
})

/** What is still to be confirmed is shown with what was entered: whoever confirms it compares the two. */
async function presentEntry({ ports, caller }: Context, poll: PollDoc, entry: PaperEntryDoc): Promise<Entry> {
  const waits = entry.state === 'entered'
  const named = waits && entry.kind === 'voter' && !poll.secret
  return {
    entryId: entry.id,
    version: entry.version,
    kind: entry.kind,
    way: entry.way,
    unit: entry.unit,
    choice: named ? ports.secrets.open(purposeOf(poll.id), entry.sealed ?? '') : undefined,
    counts: waits && entry.kind === 'batch' ? countsIn(ports, entry) : undefined,
    total: entry.total,
    photos: await presentPhotos(ports.files, entry.photos),
    state: entry.state,
    reason: entry.reason,
    enteredBy: entry.enteredTitle,
    confirmedBy: entry.confirmedTitle,
    mine: entry.enteredBy === caller.person?.id,
  }
}
