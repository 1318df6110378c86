import { topicStates } from '../contract/deliberation'
import { ActionError } from '../contract/errors'
import type { AnnouncementDoc, TopicDoc } from '../kernel/collections.deliberation'
import type { ClockJob } from '../kernel/jobs'
import { type OutgoingNotice, writeNotices } from '../kernel/notices'
import { dayAndTime, justAfter } from '../kernel/time'
import { getGroup, moderatorsOf, type SeatPage, seatPage, type Within } from './group'
import { isContent, topicStepFor } from './rules'
import { advanceTopic, clockActor, doerOf, newsOf, writeTopic } from './topic'
import { countVerdicts } from './verdict'

/** Topics and announcements looked at in one tick; the next takes the rest. */
const mostRows = 100
/** Members told in one transaction. */
const batch = 40

/** Somebody was faster; the work's turn comes again if anything is left of it. */
function wasFaster(error: unknown): undefined {
  if (error instanceof ActionError && error.code === 'CONFLICT') return undefined
  throw error
}

/**
 * Warns before a date, and moves topics whose date is over: up the ladder, or by the members' verdict to the end or back
 * to work; a task that is late, and what the street leaves, stays and is told of once.
 */
export const topicsDue: ClockJob = async (within) => {
  const { ports, now } = within
  const { rows } = await ports.store.range('topics', 'byTimer', { eq: [], to: justAfter(now), limit: mostRows })
  let done = 0
  for (const topic of rows) if (await handle(within, topic).catch(wasFaster)) done += 1
  return done
}

async function handle(within: Within, topic: TopicDoc): Promise<boolean> {
  const { ports, now } = within
  if (topic.dueAt && topic.dueAt > now) return warn(within, topic)
  const content = isContent(await countVerdicts(ports, topic))
  const step = ['overdue', 'late', 'settle', 'redo']
    .map((act) => topicStepFor(act, topic, ['system'], content))
    .find((found) => found !== undefined)
  if (!step) {
    const { timerAt: _, ...quiet } = topic
    return ports.store.replace('topics', quiet)
  }
  const next = advanceTopic(step, topic, now)
  const { notices, announcement } = await newsOf(within, step, topic, next, clockActor)
  return ports.store.transaction(async (tx) => {
    await writeTopic(tx, next, { act: step.act, at: now, actor: clockActor })
    if (announcement) await tx.insert('announcements', { ...announcement, id: `${next.id}:${next.seq}` })
    await writeNotices(tx, ports, now, notices)
    return true
  })
}

/** Tells whoever owes the next step that little time is left, once, and winds the clock to the date itself. */
async function warn(within: Within, topic: TopicDoc): Promise<boolean> {
  const { ports, now } = within
  const message = {
    kind: 'warn',
    title: `${topic.title}：快到期限了`,
    body: `${topicStates[topic.state]}，请在 ${dayAndTime(topic.dueAt ?? now)} 前办好`,
    topicId: topic.id,
  }
  const notices = (await owing(within, topic)).map((told) => ({ ...message, ...told }))
  return ports.store.transaction(async (tx) => {
    if (!(await tx.replace('topics', { ...topic, timerAt: topic.dueAt }))) return false
    await writeNotices(tx, ports, now, notices)
    return true
  })
}

/** Who owes an answer; of a task whom it names, and who moderates the topic's own group. */
async function owing(within: Within, topic: TopicDoc): Promise<Pick<OutgoingNotice, 'personId' | 'template'>[]> {
  const isTask = topic.state === 'decided' || topic.state === 'underway'
  const ids = isTask ? [topic.rung.id, topic.groupId] : [topic.rung.id]
  const groups = await Promise.all([...new Set(ids)].map((id) => getGroup(within, id)))
  const moderators = await Promise.all(groups.map((group) => (group ? moderatorsOf(within, group) : [])))
  const doer = isTask ? await doerOf(within, topic) : undefined
  return [
    ...moderators.flat().map(({ personId }) => ({ personId, template: 'deskWork' as const })),
    ...(doer ? [{ personId: doer.personId, template: 'itemProgress' as const }] : []),
  ]
}

/** Brings announcements to the members of their groups, a page of them at a time. */
export const announce: ClockJob = async (within) => {
  const { store } = within.ports
  const { rows } = await store.range('announcements', 'byDue', { eq: [], to: justAfter(within.now), limit: mostRows })
  let done = 0
  for (const announcement of rows) if (await spread(within, announcement)) done += 1
  return done
}

async function spread(within: Within, { after: from, version, ...announcement }: AnnouncementDoc): Promise<boolean> {
  const { store } = within.ports
  const group = await getGroup(within, announcement.groupId)
  const { seats, next } = group ? await seatPage(within, group, from, batch) : { seats: [] as SeatPage['seats'] }
  for (let start = 0; start < seats.length; start += batch)
    await tell(
      within,
      announcement,
      seats.slice(start, start + batch).map(({ personId }) => personId),
    )
  if (!next) return store.remove('announcements', announcement.id, version)
  return store.replace('announcements', { ...announcement, after: next, version })
}

/** Each message has the announcement's id and the person's, so that telling once more tells nobody twice. */
async function tell(within: Within, announcement: Omit<AnnouncementDoc, 'version'>, people: readonly string[]) {
  const { store } = within.ports
  const { id, topicId, kind, title, body, told } = announcement
  const reads = await Promise.all(people.map((personId) => store.get('reads', `${topicId}:${personId}`)))
  const loud = people.filter((personId, i) => !told.includes(personId) && !reads[i]?.quiet)
  await store.transaction((tx) =>
    writeNotices(
      tx,
      within.ports,
      within.now,
      // To the inbox alone: the few messages that WeChat allows somebody are for what is their own
      loud.map((personId) => ({ personId, kind, title, body, topicId, id: `${id}:${personId}` })),
    ),
  )
}
