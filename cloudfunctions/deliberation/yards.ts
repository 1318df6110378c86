import type { Answer } from '../contract'
import { type GroupLevel, type YardStep, yardSteps } from '../contract/deliberation'
import { conflict, forbidden, notFound } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import { getArea, isInForce } from '../kernel/areas'
import type { AreaDoc } from '../kernel/collections'
import type { YardStepDoc } from '../kernel/collections.deliberation'
import { decodeCursor, encodeCursor } from '../kernel/cursor'
import { attachPhotos, presentPhotos } from '../kernel/files'
import { type HeldRole, holds, signedIn, withRole } from '../kernel/people'
import { buildingsIn, courtyardsOf, type Group, needGroup, standingIn } from './group'

/** Steps of one community read at once; its buildings and courtyards have six each. */
const pageSize = 1000

type Step = Answer<'deliberation.steps'>['steps'][number]

/** What the caller is to the six steps of a building or courtyard. */
interface Part {
  group: Group
  /** Captain or grid worker of it. */
  submits: boolean
  /** The community's staff, as which. */
  confirms?: HeldRole
}

/** @throws ActionError NOT_FOUND for who lives elsewhere, and where there are no such steps */
async function partIn(context: Context, areaId: string): Promise<Part> {
  const group = await needGroup(context, areaId)
  if (group.level !== 'building' && group.level !== 'courtyard') throw notFound('楼院')
  const { communityId, streetId } = group.area.path
  const { caller } = context
  const confirms = caller.roles.find(({ role, areaId: at }) => role === 'communityStaff' && at === communityId)
  const standing = await standingIn(context, group)
  const above = confirms !== undefined || (streetId !== undefined && holds(caller, 'streetStaff', streetId))
  if (!standing.member && !standing.moderator && !above) throw notFound('楼院')
  // In a courtyard the captains sit as members
  const isCaptain =
    standing.member && group.level === 'courtyard' && caller.roles.some(({ role }) => role === 'captain')
  return { group, submits: standing.moderator || isCaptain, confirms }
}

const idOf = (areaId: string, step: YardStep) => `${areaId}:${step}`

/** The six steps of 和合大院 in a building or courtyard. */
export const steps = action({
  name: 'deliberation.steps',
  policy: signedIn,
  async run(context, { areaId }) {
    const part = await partIn(context, areaId)
    const { id, name, area } = part.group
    return {
      areaId: id,
      name,
      abandoned: area.abandoned === true,
      steps: await Promise.all(yardSteps.map((step) => present(context, part, step))),
    }
  },
})

async function present(context: Context, { group, submits, confirms }: Part, step: YardStep): Promise<Step> {
  const doc = await context.ports.store.get('yardSteps', idOf(group.id, step))
  const state = doc?.state ?? 'open'
  const open = state !== 'confirmed'
  return {
    step,
    state,
    evidence: doc?.evidence,
    photos: await presentPhotos(context.ports.files, doc?.photos ?? []),
    confirmedBy: doc?.confirmedTitle,
    at: doc?.at,
    allowed: [
      ...(submits && open ? ['deliberation.submitStep'] : []),
      ...(confirms && open ? ['deliberation.confirmStep'] : []),
    ],
  }
}

interface Evidence {
  areaId: string
  step: YardStep
  evidence: { text: string; photos: string[] }
}

export const submitStep = action({
  name: 'deliberation.submitStep',
  policy: signedIn,
  perHour: 100,
  async run(context, input) {
    const { group, submits } = await partIn(context, input.areaId)
    if (!submits) throw forbidden()
    return write(context, group, input, { state: 'submitted' })
  },
})

export const confirmStep = action({
  name: 'deliberation.confirmStep',
  policy: signedIn,
  perHour: 100,
  async run(context, input) {
    const { group, confirms } = await partIn(context, input.areaId)
    if (!confirms) throw forbidden()
    return write(context, group, input, { state: 'confirmed', confirmedTitle: confirms.title })
  },
})

const write = (
  context: Context,
  { id: areaId, area }: Group,
  { step, evidence }: Evidence,
  change: Pick<YardStepDoc, 'state' | 'confirmedTitle'>,
) =>
  context.commit(async (tx) => {
    const id = idOf(areaId, step)
    const stored = await tx.get('yardSteps', id)
    if (stored?.state === 'confirmed') throw conflict('这一步已经确认完成了')
    const { communityId = '' } = area.path
    // Who confirms adds to what was shown
    const photos = [...(change.state === 'confirmed' ? (stored?.photos ?? []) : []), ...evidence.photos]
    const doc = { id, areaId, communityId, step, evidence: evidence.text, photos, at: context.now, ...change }
    const written = stored
      ? await tx.replace('yardSteps', { ...doc, version: stored.version })
      : await tx.insert('yardSteps', doc)
    if (!written) throw conflict()
    await attachPhotos(tx, context, areaId, evidence.photos)
    return { answer: { areaId, step, state: change.state } }
  })

/** All buildings and courtyards of a community, abandoned buildings first, then those with most left to do. */
export const stepBoard = action({
  name: 'deliberation.stepBoard',
  policy: withRole('communityStaff', 'streetStaff', 'districtStaff'),
  async run(context, { areaId, cursor }) {
    const { store } = context.ports
    const community = await getArea(store, areaId)
    const { streetId = '', districtId } = community?.path ?? {}
    const sees =
      community?.level === 'community' &&
      (holds(context.caller, 'communityStaff', areaId) ||
        holds(context.caller, 'streetStaff', streetId) ||
        (districtId !== undefined && holds(context.caller, 'districtStaff', districtId)))
    if (!sees) throw notFound('社区')
    const [rows, done] = await Promise.all([areasOf(context, community), stepsOf(context, areaId)])
    const board = rows.map((area) => rowOf(area, done.get(area.id) ?? [])).sort((a, b) => compare(keyOf(a), keyOf(b)))
    const at = cursor === undefined ? undefined : String(decodeCursor(cursor)[0])
    const left = at === undefined ? board : board.filter((row) => keyOf(row) > at)
    const page = left.slice(0, limits.page)
    const last = page.at(-1)
    return { areas: page, cursor: last && left.length > page.length ? encodeCursor(keyOf(last), '') : undefined }
  },
})

async function areasOf(context: Context, community: AreaDoc): Promise<AreaDoc[]> {
  const [courtyards, buildings] = await Promise.all([
    courtyardsOf(context.ports.store, community.id),
    buildingsIn(context, { level: 'community', area: community }),
  ])
  return [...courtyards.filter((courtyard) => isInForce(courtyard, context.now)), ...buildings]
}

async function stepsOf({ ports: { store } }: Context, communityId: string): Promise<Map<string, YardStepDoc[]>> {
  const byArea = new Map<string, YardStepDoc[]>()
  let after: string | undefined
  do {
    const page = await store.range('yardSteps', 'byCommunity', { eq: [communityId], limit: pageSize, after })
    for (const row of page.rows) byArea.set(row.areaId, [...(byArea.get(row.areaId) ?? []), row])
    after = page.next
  } while (after)
  return byArea
}

type BoardRow = Answer<'deliberation.stepBoard'>['areas'][number]

function rowOf({ id, name, level, abandoned }: AreaDoc, done: readonly YardStepDoc[]): BoardRow {
  const inState = (state: YardStepDoc['state']) =>
    yardSteps.filter((step) => done.some((one) => one.step === step && one.state === state))
  return {
    areaId: id,
    name,
    level: level as GroupLevel,
    abandoned: abandoned === true,
    confirmed: inState('confirmed'),
    submitted: inState('submitted'),
  }
}

/** Sorts the board: a text, so that a page can continue behind it whatever was confirmed meanwhile. */
const keyOf = ({ abandoned, confirmed, areaId }: BoardRow) => `${abandoned ? 0 : 1}${confirmed.length} ${areaId}`
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))
