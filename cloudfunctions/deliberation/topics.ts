import type { Input } from '../contract'
import { invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { IndexOf } from '../kernel/collections'
import type { TopicDoc, TopicPostDoc } from '../kernel/collections.deliberation'
import { attachPhotos, presentPhotos } from '../kernel/files'
import { signedIn } from '../kernel/people'
import type { Page } from '../kernel/ports'
import { carriesOf } from './carries'
import { findGroup, ladderFrom, moderatorsOf } from './group'
import { checkMaySpeak } from './mutes'
import { agendaOf, presentEvent, presentPost, readingOf, summarise } from './present'
import { allowedActions, dividesFrom, unitesFrom } from './rules'
import { addTopicEvent, findTalk, findTopic, talksAlong, withTopicIndexes } from './topic'
import { pollsOf, waitsForVote } from './topicPolls'
import { verdictOf } from './verdict'

/** Topics read in one go while a filter leaves a page short, and how often. */
const mostChunks = 5
const mostFirst = 40
const mostEvents = 200
/** Statements shown of each kind. */
const mostOpinions = 5

type Filter = NonNullable<Input<'deliberation.topics'>['filter']>

/** Topics of a group, those with the latest news first. */
export const topics = action({
  name: 'deliberation.topics',
  policy: signedIn,
  async run(context, { groupId, filter = {}, cursor }) {
    const { group, standing } = await findGroup(context, groupId)
    const agenda = await agendaOf(context, group.id)
    // The talk of a topic that another group brought stays there
    const shown = (rows: readonly TopicDoc[]) =>
      Promise.all(rows.map((row) => summarise(context, row, { agenda, talks: row.groupId === groupId })))
    const page = await pageOf(context, groupId, filter, cursor)
    const first = cursor === undefined ? await firstOf(context, groupId, agenda, standing.moderator) : []
    return { topics: await shown(page.rows), first: await shown(first), cursor: page.next }
  },
})

async function pageOf(context: Context, groupId: string, filter: Filter, cursor?: string): Promise<Page<TopicDoc>> {
  const { kind, state, toVote } = filter
  const index: IndexOf<'topics'> = kind ? 'byKind' : state ? 'byState' : 'byGroup'
  const key = kind ? `${groupId}:${kind}` : state ? `${groupId}:${state}` : groupId
  const rows: TopicDoc[] = []
  let after = cursor
  for (let chunk = 0; chunk < mostChunks; chunk += 1) {
    const query = { eq: [key], direction: 'desc' as const, limit: limits.page, after }
    const page = await context.ports.store.range('topics', index, query)
    for (const row of page.rows) {
      const fits = (!state || row.state === state) && (!toVote || (await waitsForVote(context, row)))
      if (fits) rows.push(row)
    }
    after = page.next
    if (!after || rows.length > 0) break
  }
  return { rows, next: after }
}

/** Pinned topics, those of the agenda, what others brought before the group, and for moderators what is held. */
async function firstOf({ ports: { store } }: Context, groupId: string, agenda: readonly string[], moderator: boolean) {
  const query = { eq: [groupId], limit: mostFirst }
  const [pinned, onAgenda, queued, held] = await Promise.all([
    store.range('topics', 'byPinned', query),
    Promise.all(agenda.map((id) => store.get('topics', id))),
    store.range('topics', 'byQueue', query),
    moderator ? store.range('topics', 'byHeld', query) : undefined,
  ])
  const brought = queued.rows.filter((topic) => topic.groupId !== groupId)
  const planned = onAgenda.filter((topic): topic is TopicDoc => topic !== undefined)
  const all = [...(held?.rows ?? []), ...pinned.rows, ...planned, ...brought]
  return [...new Map(all.map((topic) => [topic.id, topic])).values()]
}

export const propose = action({
  name: 'deliberation.propose',
  policy: signedIn,
  perHour: 20,
  async run(context, { groupId, kind, title, body, photos }) {
    const { group, standing } = await findGroup(context, groupId)
    const { speaker } = standing
    await checkMaySpeak(context, group.id)
    const verdict = await context.checkText(`${title}\n${body}`)
    if (verdict === 'refuse') throw invalid('body', '内容里有不能发布的文字，请修改后再提交')
    const ladder = (await ladderFrom(context, group)).map(({ level, id, name }) => ({ level, id, name }))
    const isHeld = verdict === 'review'
    const topic = withTopicIndexes(
      {
        id: context.ports.random.id(),
        version: 1,
        seq: 1,
        groupId: group.id,
        groupName: group.name,
        kind,
        title,
        body,
        photos,
        authorId: context.caller.person?.id,
        authorName: speaker?.name ?? '',
        memberId: speaker?.memberId ?? '',
        ...(speaker?.moderator && { moderates: true }),
        state: isHeld ? 'held' : 'talking',
        rung: ladder[0],
        ladder,
        rungs: [group.id],
        createdAt: context.now,
        listedAt: context.now.slice(0, 10),
        livePolls: [],
      },
      context.now,
    )
    const moderators = await moderatorsOf(context, group)
    return context.commit(async (tx) => {
      const { version: _, ...fresh } = topic
      await tx.insert('topics', fresh)
      await tx.insert('talks', { id: topic.id, groupId: group.id, posts: 0, lastAt: context.now })
      const actor = { role: 'author' as const, name: topic.authorName }
      await addTopicEvent(tx, fresh, { act: 'propose', at: context.now, actor })
      await attachPhotos(tx, context, topic.id, photos)
      const told = [...moderators.map(({ personId }) => personId), context.caller.person?.id ?? '']
      const message = isHeld ? heldMessage(topic) : newMessage(topic)
      if (!isHeld)
        await tx.insert('announcements', { ...message, id: `${topic.id}:1`, groupId, told, dueAt: context.now })
      const notices = moderators
        .filter(({ personId }) => personId !== context.caller.person?.id)
        .map(({ personId }) => ({ ...message, personId, template: 'deskWork' as const }))
      return { answer: { topicId: topic.id, state: topic.state }, notices }
    })
  },
})

const newMessage = ({ id, title, authorName, groupName }: TopicDoc) => ({
  kind: 'propose',
  title: `新议题：${title}`,
  body: `${authorName}在${groupName}提出议题`,
  topicId: id,
})

const heldMessage = ({ id, title, groupName }: TopicDoc) => ({
  kind: 'topicWork',
  title: '有议题待审核',
  body: `${groupName}：${title}`,
  topicId: id,
})

export const topic = action({
  name: 'deliberation.topic',
  policy: signedIn,
  async run(context, { topicId }) {
    const { topic: doc, held } = await findTopic(context, topicId)
    const { store, files } = context.ports
    const [agenda, reading, verdict, polls, events, photos, carries] = await Promise.all([
      agendaOf(context, doc.groupId),
      readingOf(context, doc.id),
      verdictOf(context, doc),
      pollsOf(context, doc, held),
      store.range('topicEvents', 'byTopic', { eq: [doc.id], limit: mostEvents }),
      presentPhotos(files, doc.photos),
      carriesOf(context, doc.id),
    ])
    return {
      topic: {
        ...(await summarise(context, doc, { agenda, talks: talksAlong(held) })),
        body: doc.body,
        photos,
        author: { memberId: doc.memberId, name: doc.authorName, moderator: doc.moderates === true },
        mine: held.includes('author'),
        summary: doc.summary,
        answer: doc.answer,
        task: doc.task,
        verdict,
        quiet: reading?.quiet === true,
      },
      polls,
      timeline: await Promise.all(events.rows.map((event) => presentEvent(context, event))),
      carries,
      allowed: allowedActions(doc, held),
    }
  },
})

/** Statements on which most are of one mind, and those that divide them most. */
export const opinions = action({
  name: 'deliberation.opinions',
  policy: signedIn,
  async run(context, { topicId }) {
    const { topic: doc, held } = await findTalk(context, topicId)
    const top = async (index: 'byUnity' | 'byDivision', from: number): Promise<TopicPostDoc[]> => {
      const query = { eq: [topicId], from, direction: 'desc' as const, limit: mostOpinions }
      return (await context.ports.store.range('topicPosts', index, query)).rows
    }
    const [united, divided] = await Promise.all([top('byUnity', unitesFrom), top('byDivision', dividesFrom)])
    const shown = (rows: readonly TopicPostDoc[]) =>
      Promise.all(rows.map((post) => presentPost(context, post, doc, held)))
    return { united: await shown(united), divided: await shown(divided) }
  },
})
