import fc from 'fast-check'
import type { BallotFile } from '../contract/deliberation'
import { sha256 as hash } from '../kernel/node'
import { chained, codes, named, namedFile, options, secretFile } from '../testing/ballots'
import { headOf, namedWeight, tagOf, verify } from './chain.rules'
import { outcomeOf } from './outcome.rules'
import { gathered, tallyOf } from './tally.rules'

const choices = ['a', 'a', 'a', 'a', 'b', 'b', 'c', 'b']
const file = secretFile(choices)

describe('a ballot file', () => {
  test('as the box gave it is found whole, secret and named', () => {
    expect(verify(hash, file)).toEqual({ ok: true })
    expect(verify(hash, file, { head: file.head })).toEqual({ ok: true })
    expect(verify(hash, namedFile())).toEqual({ ok: true })
  })

  test('shows that one’s own ballot is in it, and that a code nobody was given is not', () => {
    for (const code of codes(choices.length)) expect(verify(hash, file, { code })).toEqual({ ok: true })
    expect(verify(hash, file, { code: '9'.repeat(16) })).toEqual({ ok: false, fault: '票箱里没有这个回执号的选票' })
  })

  test('of fewer than five ballots holds no choice and no sum, and its tags and head still tell a change', () => {
    const { ballots: _, tally: __, salt: ___, ...few } = secretFile(['a', 'a', 'b', 'b'])
    const held = secretFile(['a', 'a', 'b', 'b'])
    const closed = { ...few, ballotsHead: held.ballotsHead }
    const whole = { ...closed, head: headOf(hash, closed) }
    expect(verify(hash, whole)).toEqual({ ok: true })
    expect(verify(hash, { ...whole, tags: whole.tags.slice(1) }).ok).toBe(false)
    expect(verify(hash, { ...whole, outcome: { ...whole.outcome, winner: 'b' } }).ok).toBe(false)
    // With the sums shown it is refused, though everything fits
    expect(verify(hash, held).ok).toBe(false)
  })
})

/** Every way to change one ballot of a file by hand. */
function* tampered({ ballots = [], tags, ...rest }: BallotFile): Generator<[string, BallotFile]> {
  const whole = { ...rest, ballots, tags }
  for (const [i, { choice, count }] of ballots.entries()) {
    const others = ballots.filter((_, n) => n !== i)
    const less = count > 1 ? [{ choice, count: count - 1 }] : []
    const sorted = (lines: typeof ballots) => lines.sort((x, y) => (x.choice < y.choice ? -1 : 1))
    yield [`one ${choice} dropped`, { ...whole, ballots: sorted([...others, ...less]) }]
    yield [`one ${choice} added`, { ...whole, ballots: sorted([...others, { choice, count: count + 1 }]) }]
    for (const other of others)
      yield [
        `one ${choice} made ${other.choice}`,
        {
          ...whole,
          ballots: sorted([
            ...others.filter((line) => line !== other),
            ...less,
            { choice: other.choice, count: other.count + 1 },
          ]),
        },
      ]
  }
  for (const [i, tag] of tags.entries()) {
    yield [`tag ${i} dropped`, { ...whole, tags: tags.filter((_, n) => n !== i) }]
    yield [`tag ${i} changed`, { ...whole, tags: tags.map((one, n) => (n === i ? hash(tag) : one)).sort() }]
  }
  yield ['a tag added', { ...whole, tags: [...tags, hash('new')].sort() }]
}

describe('a single altered, dropped or added ballot', () => {
  test('is found', () => {
    let ways = 0
    for (const [what, changed] of tampered(file)) {
      ways += 1
      expect([what, verify(hash, changed).ok]).toEqual([what, false])
    }
    expect(ways).toBeGreaterThan(25)
  })

  test('is found also when sums and outcome are made to fit it, and all heads reckoned anew: they are not the published ones', () => {
    for (const [what, changed] of tampered(file)) {
      const lines = (changed.ballots ?? []).map(({ choice, count }) => ({ choice, heads: count }))
      const tally = tallyOf(changed, lines)
      const forged = chained({ ...changed, tally, outcome: outcomeOf(changed, changed.roll, tally) })
      expect([what, verify(hash, forged, { head: file.head }).ok]).toEqual([what, false])
    }
  })

  test('is found by whose it is: their code is in the box no more', () => {
    const [code] = codes(1)
    const without = file.tags.filter((tag) => tag !== tagOf(hash, 'p1', code))
    const forged = chained({ ...file, tags: [...without, hash('another')].sort() })
    expect(verify(hash, forged)).toEqual({ ok: true })
    expect(verify(hash, forged, { code })).toMatchObject({ ok: false })
  })

  test('is found on a named poll, by everybody and by its counters', () => {
    const whole = namedFile()
    const commitments = whole.commitments ?? []
    const swapped = commitments.map((one, i) => (i === 0 ? `${whole.tags[0]}:${hash('other')}` : one))
    expect(verify(hash, { ...whole, commitments: swapped }).ok).toBe(false)
    expect(verify(hash, { ...whole, commitments: commitments.slice(1) }).ok).toBe(false)
    expect(verify(hash, { ...whole, commitments: commitments.slice(1), tags: whole.tags.slice(1) }).ok).toBe(false)
    expect(verify(hash, whole, { named })).toEqual({ ok: true })
    const changed = named.map((ballot, i) => (i === 5 ? { ...ballot, choice: 'a' } : ballot))
    expect(verify(hash, whole, { named: changed }).ok).toBe(false)
    expect(verify(hash, whole, { named: named.slice(1) }).ok).toBe(false)
    // Sums that were published wrong, with every chain made to fit
    const tally = tallyOf(whole, gathered(changed.map(namedWeight)))
    const forged = chained({ ...whole, tally, outcome: outcomeOf(whole, whole.roll, tally) })
    expect(verify(hash, forged)).toEqual({ ok: true })
    expect(verify(hash, forged, { named })).toMatchObject({ ok: false })
  })
})

test.each([
  ['the question', { question: '装不装电梯' }],
  ['an option', { options: [{ id: 'a', text: '反对' }, ...options.slice(1)] }],
  ['the basis', { basis: 'covenant' as const }],
  ['whether it binds', { binding: true }],
  ['the roll', { roll: { heads: 41, hash: 'roll' } }],
  ['who is on it', { roll: { heads: 40, hash: 'other' } }],
  ['the salt', { salt: 'other' }],
  ['the verdict', { outcome: { ...file.outcome, winner: 'b' } }],
  ['a sentence', { outcome: { ...file.outcome, sentences: ['全票通过'] } }],
  ['a sum', { tally: { ...file.tally, heads: 8, sums: [{ option: 'a', heads: 8 }] } }],
])('%s changed is found', (_, change) => {
  expect(verify(hash, { ...file, ...change })).toMatchObject({ ok: false, fault: expect.stringMatching(/[一-鿿]/) })
})

test('an old file is whole, however the product words its sentences today', () => {
  const outcome = { ...file.outcome, sentences: ['以前是这样写的'] }
  expect(verify(hash, chained({ ...file, outcome }))).toEqual({ ok: true })
})

test('a ballot more than the roll has voters is found, whatever fits', () => {
  const roll = { heads: 7, hash: 'roll' }
  const tally = file.tally as NonNullable<typeof file.tally>
  expect(verify(hash, chained({ ...file, roll, outcome: outcomeOf(file, roll, tally) }))).toMatchObject({ ok: false })
})

test('whatever was voted, the file is whole, and one choice turned into another is not', () => {
  const ballots = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 5, maxLength: 30 })
  fc.assert(
    fc.property(ballots, fc.nat(), (made, n) => {
      const whole = secretFile(made)
      expect(verify(hash, whole)).toEqual({ ok: true })
      const other = [...made]
      other[n % made.length] = other[n % made.length] === 'a' ? 'b' : 'a'
      expect(verify(hash, { ...whole, ballots: secretFile(other).ballots }).ok).toBe(false)
    }),
  )
})
