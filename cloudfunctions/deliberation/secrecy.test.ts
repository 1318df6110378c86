import type { CollectionName } from '../kernel/collections'
import type { BoxDoc, PollDoc, PollResult } from '../kernel/collections.deliberation'
import { hmacSecrets, sha256 } from '../kernel/node'
import type { Random, Stored } from '../kernel/ports'
import { captain, close, moveIn, opened, residents, single } from '../testing/polls'
import { makeWorld, start, type World } from '../testing/world'
import { ballotsHeadOf, tagOf } from './chain.rules'

/**
 * Whether the stored data of a secret poll tells what anybody voted. The same poll is held in two cities in which all
 * chance falls alike: what the two have stored in different ways is all that could tell them apart, to anyone, by any join.
 */

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** Chance that falls alike in every city. */
function sameChance(): Random {
  let drawn = 0
  const hex = () => sha256(`drawn ${drawn++}`)
  return {
    bytes: (n) => Buffer.from(hex().repeat(Math.ceil(n / 32)), 'hex').subarray(0, n),
    id: () => hex().slice(0, 24),
  }
}

interface Held {
  /** Who votes what, in the order of voting. */
  votes: [who: string, option: string][]
  /** Hours between one vote and the next. */
  apart?: number
}

const voters = residents(8).map(({ personId }) => personId)

/** Holds a poll of eight in a city of its own; it is still open. */
async function held({ votes, apart = 0 }: Held) {
  const world = await makeWorld()
  worlds.push(world)
  world.ports.random = sameChance()
  await moveIn(world, residents(8))
  const { pollId } = await opened(world)
  const before = stored(world)
  const codes = new Map<string, string>()
  for (const [who, option] of votes) {
    world.clock.forward(apart)
    const choice = single(option)
    codes.set(who, (await world.call(who, 'deliberation.vote', { pollId, choice }, `tap of ${who}`)).inclusionCode)
  }
  return { world, pollId, codes, before }
}

type Docs = Map<string, Stored>

/** Every stored document by collection and id. */
const stored = ({ store }: World): Docs =>
  new Map([...store.everything()].map(([name, doc]) => [`${name}/${doc.id}`, doc]))

const of = (docs: Docs, name: CollectionName) =>
  [...docs].flatMap(([key, doc]) => (key.startsWith(`${name}/`) ? [doc] : []))

/** Ids of documents that the two do not hold alike. */
function apartIn(one: Docs, other: Docs): string[] {
  const keys = new Set([...one.keys(), ...other.keys()])
  return [...keys].filter((key) => JSON.stringify(one.get(key)) !== JSON.stringify(other.get(key))).sort()
}

const options = ['a', 'a', 'a', 'b', 'b', 'c', 'c', 'c']
const ballotsOf = (choices: string[]): Held['votes'] => voters.map((who, i) => [who, choices[i]])
/** The same ballots in other hands: everybody votes something else. */
const asGiven = ballotsOf(options)
const exchanged = ballotsOf(['b', 'c', 'c', 'a', 'c', 'a', 'b', 'a'])
/** Everybody votes as before, in another order. */
const reordered = [...asGiven].reverse().sort(([x], [y]) => Number(x > 'p03') - Number(y > 'p03'))

test('the exchange is one: the same ballots, and everybody another', () => {
  const sorted = (votes: Held['votes']) => votes.map(([, option]) => option).sort()
  expect(sorted(exchanged)).toEqual(sorted(asGiven))
  expect(asGiven.filter(([, option], i) => exchanged[i][1] === option)).toEqual([])
  expect([...reordered].sort()).toEqual([...asGiven].sort())
  expect(reordered).not.toEqual(asGiven)
})

describe('while the poll is open', () => {
  test('who voted what changes nothing but what is sealed', async () => {
    const one = await held({ votes: asGiven, apart: 1 })
    const other = await held({ votes: exchanged, apart: 1 })
    const [docs, others] = [stored(one.world), stored(other.world)]
    const different = apartIn(docs, others)
    expect(different.length).toBeGreaterThan(0)
    expect(different.filter((key) => !key.startsWith('boxes/'))).toEqual([])
    for (const key of different) {
      const [box, same] = [docs.get(key), others.get(key)] as BoxDoc[]
      expect({ ...box, sealed: box.sealed.length }).toEqual({ ...same, sealed: same.sealed.length })
    }
  })

  test('what is sealed is all of one length, in the order of its text, and opens under the city’s secret alone', async () => {
    const { world, pollId } = await held({ votes: asGiven })
    const boxes = of(stored(world), 'boxes') as BoxDoc[]
    const sealed = boxes.flatMap((box) => box.sealed)
    expect(sealed).toHaveLength(8)
    expect(new Set(sealed.map(({ length }) => length)).size).toBe(1)
    for (const box of boxes) expect(box.sealed).toEqual([...box.sealed].sort())
    const [one] = sealed
    expect(world.ports.secrets.open(`ballot:${pollId}`, one)).toMatch(/"[abc]"/)
    expect(world.ports.secrets.open('ballot:another', one)).toBeUndefined()
    expect(hmacSecrets('another city with a secret of its own').open(`ballot:${pollId}`, one)).toBeUndefined()
  })

  test('a vote leaves a mark without time or place, a request without a code, and no count of calls', async () => {
    const { world, pollId, codes, before } = await held({ votes: asGiven, apart: 1 })
    const docs = stored(world)
    const touched = apartIn(before, docs)
    const names = touched.map((key) => key.slice(0, key.indexOf('/')))
    expect([...new Set(names)].sort()).toEqual(['boxes', 'marks', 'requests', 'turnouts'])
    expect(of(docs, 'marks')).toEqual(voters.map((who) => ({ id: `${pollId}:${who}`, version: 1, pollId })))
    for (const key of touched.filter((one) => one.startsWith('requests/'))) {
      const { id, answer, expiresAt, ...rest } = docs.get(key) as Stored & { answer: unknown; expiresAt: string }
      expect([answer, rest]).toEqual([{ inclusionCode: '' }, { version: 1 }])
      expect(expiresAt).toMatch(/:00:00\.000Z$/)
      for (const who of voters) expect(id).not.toContain(who)
    }
    const text = world.everything()
    for (const code of codes.values()) {
      expect(text).not.toContain(code)
      expect(text).not.toContain(tagOf(sha256, pollId, code))
    }
  })

  test('versions tell how many there are, and not who', async () => {
    const { world, pollId, before } = await held({ votes: asGiven })
    const docs = stored(world)
    for (const box of of(docs, 'boxes') as BoxDoc[]) expect(box.version).toBe(1 + box.sealed.length)
    expect(docs.get(`polls/${pollId}`)).toEqual(before.get(`polls/${pollId}`))
    const told = await world.call(captain, 'deliberation.result', { pollId })
    expect([told.outcome, told.tally, told.head]).toEqual([undefined, undefined, undefined])
    for (const line of world.logs) expect(Object.keys(line)).toEqual(['action', 'outcome', 'ms'])
  })
})

describe('once it is closed', () => {
  test('nothing at all that is stored depends on who voted what', async () => {
    const one = await held({ votes: asGiven, apart: 1 })
    const other = await held({ votes: exchanged, apart: 1 })
    for (const { world } of [one, other]) await close(world)
    const [docs, others] = [stored(one.world), stored(other.world)]
    expect(apartIn(docs, others)).toEqual([])
    expect(of(docs, 'counted')).toMatchObject([{ ballots: [{ count: 3 }, { count: 2 }, { count: 3 }] }])
    expect([of(docs, 'boxes'), of(docs, 'turnouts')]).toEqual([[], []])
  })

  test('nor on the order in which they voted, but for the hour of a request that names nobody', async () => {
    const one = await held({ votes: asGiven, apart: 1 })
    const other = await held({ votes: reordered, apart: 1 })
    for (const { world } of [one, other]) await close(world)
    const different = apartIn(stored(one.world), stored(other.world))
    expect(different.filter((key) => !key.startsWith('requests/'))).toEqual([])
    // Each voter's code is the same in both, so it hangs on their own request and on nothing around it
    for (const who of voters) expect(one.codes.get(who)).toBe(other.codes.get(who))
  })

  test('no document that holds a tag or a choice holds anything of a voter, or an instant after the opening', async () => {
    const { world, pollId, codes } = await held({ votes: asGiven, apart: 1 })
    await close(world)
    const docs = stored(world)
    const tags = [...codes.values()].map((code) => tagOf(sha256, pollId, code))
    const about = (words: string[]) =>
      [...docs].filter(([, doc]) => words.some((word) => JSON.stringify(doc).includes(word)))
    expect(about(tags).map(([key]) => key)).toEqual([`counted/${pollId}:0`])
    const [[, counted]] = about(tags)
    const names = voters.flatMap((who) => [who, `openid-${who}`])
    expect(names.filter((name) => JSON.stringify(counted).includes(name))).toEqual([])
    expect(JSON.stringify(counted)).not.toMatch(/\d{4}-\d\d-\d\dT/)
    expect((counted as Stored & { tags: string[] }).tags).toEqual([...tags].sort())
    for (const [key, doc] of about(voters)) {
      if (key.startsWith('messages/')) continue
      const instants = JSON.stringify(doc).match(/\d{4}-\d\d-\d\dT[^"]*/g) ?? []
      expect([key, instants.filter((at) => at > start)]).toEqual([key, []])
    }
  })

  test('of fewer than five ballots only who won, and no head by which the others could be tried out', async () => {
    const result = async (choices: string[]) => {
      const { world, pollId } = await held({ votes: ballotsOf(choices).slice(0, 4) })
      await close(world)
      const docs = stored(world)
      const { ballotsHead, head, ...rest } = (docs.get(`polls/${pollId}`) as PollDoc).result as PollResult
      return { rest, heads: [ballotsHead, head], counted: docs.get(`counted/${pollId}:0`), pollId }
    }
    const [one, other] = [await result(['a', 'a', 'a', 'b']), await result(['c', 'a', 'b', 'a'])]
    expect(one.rest).toEqual(other.rest)
    expect(one.counted).toEqual(other.counted)
    const tries = options.flatMap((w) =>
      options.flatMap((x) => options.flatMap((y) => options.map((z) => [w, x, y, z]))),
    )
    for (const tried of new Set(tries.map((choices) => choices.sort().join()))) {
      const ballots = tried.split(',').map((choice) => ({ choice, count: 1 }))
      const head = ballotsHeadOf(sha256, { pollId: one.pollId, ballots })
      expect(one.heads).not.toContain(head)
    }
  })
})
