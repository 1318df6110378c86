import type { Outcome } from '../../cloudfunctions/contract'
import { takeInPhoto } from '../../cloudfunctions/kernel/files'
import { jpeg } from '../../cloudfunctions/kernel/photo/samples'
import { pipeline } from '../../cloudfunctions/kernel/pipeline'
import type { Ports } from '../../cloudfunctions/kernel/ports'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { tick } from '../../cloudfunctions/timer/tick'
import { allActions } from '../actions'
import { type Debate, debates, type Turn, works } from './debates'
import type { TaleClock } from './items'
import { namedCommunities } from './named'
import type { Persona } from './people'

/** Actions that name the topic's version. */
const onVersion = new Set([
  'admit',
  'pin',
  'summarise',
  'escalate',
  'accept',
  'answer',
  'handBack',
  'decide',
  'progress',
  'close',
])

/** What `@name` stands for. */
type Known = Map<string, string>

interface Scene {
  turn: Turn
  /** Names of the debate's own. */
  known: Known
}

/**
 * Lets the demo people deliberate through the weeks before `now`, by the same actions as anybody's and with the timer
 * running, so that topics, polls and inboxes are what they would be. `clock` is the one in `ports`; it ends at `now`.
 */
export async function demoTalk(ports: Ports, clock: TaleClock, personas: readonly Persona[], now: string) {
  const places = await placesOf(ports, personas)
  const play = player(ports, now)
  const scenes = [
    ...works.map((turn): Scene => ({ turn, known: places })),
    ...debates.flatMap((debate) => {
      const known: Known = new Map(places)
      return [opening(debate), ...debate.turns].map((turn): Scene => ({ turn, known }))
    }),
  ].sort((a, b) => b.turn.hoursAgo - a.turn.hoursAgo)
  for (const { turn, known } of scenes) {
    clock.set(plusHours(now, -turn.hoursAgo))
    await tick(ports)
    await play(turn, known)
  }
  clock.set(now)
  await tick(ports)
}

const opening = ({ group, by, hoursAgo, kind, title, body }: Debate): Turn => ({
  hoursAgo,
  by,
  act: 'propose',
  input: { groupId: group, kind, title, body },
  as: 'topic',
})

/** The places that debates name: the first building of 中兴, its abandoned one, their courtyard and the community. */
async function placesOf({ store }: Ports, personas: readonly Persona[]): Promise<Known> {
  const [{ id: community, key }] = namedCommunities
  const first = personas.find(({ id }) => id === `resident-${key}-1`)?.buildingId ?? ''
  const yard = (await store.get('areas', first))?.courtyardId ?? ''
  const { rows } = await store.range('areas', 'byCourtyard', { eq: [yard], limit: 100 })
  const abandoned = rows.find((building) => building.abandoned)?.id ?? ''
  return new Map(Object.entries({ first, abandoned, yard, community }))
}

function player(ports: Ports, now: string) {
  const { store } = ports
  const dispatch = pipeline(allActions, ports, { rateFactor: 1000 })

  const filled = (input: object, known: Known): object =>
    JSON.parse(
      JSON.stringify(input)
        .replace(/@([a-zA-Z]+)/g, (_, name) => {
          const id = known.get(name)
          if (id === undefined) throw new Error(`a debate names ${name} before it is there`)
          return id
        })
        .replace(/~(-?\d+)/g, (_, hours) => plusHours(now, Number(hours))),
    )

  async function call(who: string, act: string, input: object): Promise<Record<string, string>> {
    const person = await store.get('people', who)
    const identity = person && { personId: person.id, openid: person.openid }
    const outcome = (await dispatch({ name: `deliberation.${act}`, input }, identity)) as Outcome<
      Record<string, string>
    >
    if (outcome.ok) return outcome.value
    throw new Error(`${act} by ${who} in the demo city: ${JSON.stringify({ ...outcome.error, input })}`)
  }

  /** Takes one turn, and remembers what it made. */
  return async ({ by, act, input = {}, as }: Turn, known: Known) => {
    if (act === 'photo') {
      known.set(as ?? '', await takeInPhoto(ports, by, jpeg(64, 48), ports.clock.now()))
      return
    }
    const topicId = known.get('topic')
    const topic = topicId === undefined ? undefined : await store.get('topics', topicId)
    const onTopic = topic && (onVersion.has(act) || act === 'post' || act === 'openPoll')
    const answer = await call(by, act, {
      ...(onTopic && { topicId }),
      ...(topic && onVersion.has(act) && { version: topic.seq }),
      ...filled(input, known),
    })
    if (as) known.set(as, answer.pollId ?? answer.postId ?? answer.topicId)
  }
}
