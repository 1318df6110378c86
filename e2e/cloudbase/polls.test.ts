import type { ActionName, Answer, Outcome, Request } from '../../cloudfunctions/contract'
import type { BallotFile } from '../../cloudfunctions/contract/deliberation'
import { ActionError } from '../../cloudfunctions/contract/errors'
import { deliberationActions } from '../../cloudfunctions/deliberation/actions'
import { verify } from '../../cloudfunctions/deliberation/chain.rules'
import type { MembershipDoc } from '../../cloudfunctions/kernel/collections'
import { sha256 } from '../../cloudfunctions/kernel/node'
import { pipeline } from '../../cloudfunctions/kernel/pipeline'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { captain, moveIn, proposed, residents, single } from '../../cloudfunctions/testing/polls'
import { makeWorld, start, type World } from '../../cloudfunctions/testing/world'
import { tick } from '../../cloudfunctions/timer/tick'
import { type OnCloudBase, onCloudBase } from './ports'

/**
 * A poll on CloudBase's database, by the real SDK: its transactions see a snapshot, and what one has only read another may
 * change. Votes that come while the clock closes the poll must be counted, or told that it is over.
 */

// Thousands of requests over the wire, on a machine that may be busy with other tests.
jest.setTimeout(120_000)

let world: World
let cloud: OnCloudBase

const voters = residents(60).map(({ personId }) => personId)

beforeAll(async () => {
  world = await makeWorld()
  await moveIn(world, residents(60))
  cloud = await onCloudBase(world.ports)
})
afterAll(async () => {
  await cloud.close()
  await world.close()
})

async function call<N extends ActionName>(who: string, name: N, input: Request<N>): Promise<Answer<N>> {
  const dispatch = pipeline(deliberationActions, cloud.ports, { rateFactor: 1000 })
  const requestId = `${who} ${name} ${JSON.stringify(input)}`.slice(0, 64)
  const outcome = await dispatch({ name, input, requestId }, { personId: who, openid: who })
  if (outcome.ok) return outcome.value as Answer<N>
  const { code, message, fields } = (outcome as Outcome<never> & { ok: false }).error
  throw new ActionError(code, message, fields)
}

test('a poll is opened, voted in by many at once, closed amid votes, counted and verified', async () => {
  const topicId = await proposed(world)
  for (const [name, doc] of world.store.everything()) cloud.cloudBase.load(name, [doc as never])
  const [home] = cloud.cloudBase.dump().memberships as unknown as MembershipDoc[]
  const silent = Array.from({ length: 1_200 }, (_, i) => ({ ...home, id: `silent-${i}`, personId: `silent-${i}` }))
  cloud.cloudBase.load('memberships', silent)
  const { pollId, state } = await call(captain, 'deliberation.openPoll', {
    topicId,
    question: '楼前的空地怎么用',
    options: ['划停车位', '种树'],
    method: 'single',
    basis: 'consultative',
    closesAt: plusHours(start, 48),
  })
  expect(state).toBe('open')

  const vote = (who: string, option: string) =>
    call(who, 'deliberation.vote', { pollId, choice: single(option) }).then(
      ({ inclusionCode }) => inclusionCode,
      (error: ActionError) => error.message,
    )
  const early = await Promise.all(voters.slice(0, 30).map((who) => vote(who, 'a')))
  const busy = early.filter((answer) => !/^\d{16}$/.test(answer))
  // Whoever met too many others is told so, and comes again
  for (const answer of busy) expect(answer).toContain('请稍后再试')

  const late = Promise.all(voters.slice(30).map((who) => vote(who, 'b')))
  world.clock.forward(48)
  const [answers] = await Promise.all([late, tick(cloud.ports)])
  world.clock.forward(1)
  await tick(cloud.ports)
  const codes = [...early, ...answers].filter((answer) => /^\d{16}$/.test(answer))
  const { outcome, tally, head, poll } = await call(captain, 'deliberation.result', { pollId })
  expect(poll).toMatchObject({ state: 'closed', turnout: codes.length })
  expect(outcome?.verdict).not.toBe('invalid')
  const yes = early.length - busy.length
  expect(tally?.sums.map(({ heads }) => heads)).toEqual([yes, codes.length - yes])
  const { file } = await call(captain, 'deliberation.ballotBox', { pollId })
  for (const code of codes) expect(verify(sha256, file as BallotFile, { code, head })).toEqual({ ok: true })
  expect(cloud.cloudBase.dump().boxes ?? []).toEqual([])
  // Of a roll of more than a thousand, in steps that its transactions hold
  expect(poll.roll?.heads).toBe(1_260)
  expect(cloud.mostInOne()).toBeLessThanOrEqual(100)
})
