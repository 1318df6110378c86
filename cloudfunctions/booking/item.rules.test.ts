import fc from 'fast-check'
import { bookingItemContract } from '../contract/booking-item'
import { type BookingItemState, bookingItemStates } from '../contract/words'
import type { ItemDoc } from '../kernel/collections'
import { advance, withIndexes } from '../kernel/items'
import { allowedActs, type Relation, relations, stepFor } from '../kernel/rules'
import { plusHours } from '../kernel/time'
import { madeItem } from '../testing/items'
import { start } from '../testing/world'
import { acceptHours, resolveHours, bookingItemRules as rules } from './item.rules'

const states = Object.keys(bookingItemStates) as BookingItemState[]
const people = relations.filter((relation) => relation !== 'system')
const actsIn = (state: string, held: Relation[]) =>
  allowedActs(rules, { state, responsible: { level: 'grid' }, reopens: 0, confidential: false }, held)

test('what people may do has an action each, and looking behind the mask the one of all items', () => {
  const acts = new Set(rules.steps.filter(({ who }) => !who.includes('system')).map(({ act }) => act))
  const actions = Object.keys(bookingItemContract).map((name) => name.replace('booking.', ''))
  expect([...acts].sort()).toEqual([...actions, 'reveal'].sort())
})

test('what is over is nobody’s to change but the booking’s own', () => {
  for (const state of rules.closed) expect([state, actsIn(state, people)]).toEqual([state, []])
  expect(actsIn('closed', ['system'])).toEqual(['change', 'miss'])
  expect(actsIn('withdrawn', ['system'])).toEqual([])
})

test('the person whose booking it is gives it up by the booking, not by the item', () => {
  for (const state of states) expect([state, actsIn(state, ['reporter'])]).toEqual([state, []])
})

test('every state says something of its own', () => {
  const story = (act: string, state: string) =>
    rules.story({ act, state, actor: '网格员', responsible: { level: 'grid', name: '第1网格' } })
  const sentences = rules.steps.map(({ act, to }) => story(act, to))
  expect(new Set(sentences).size).toBe(new Set(rules.steps.map(({ act }) => act)).size)
  expect(story('book', 'booked')).toBe('收到预约，转到第1网格')
})

test('whatever happens to it, nothing is owed later than its end, and open it is on somebody’s desk', () => {
  const hours = fc.integer({ min: 1, max: 2000 })
  fc.assert(
    fc.property(
      hours,
      fc.array(fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 40 })), { maxLength: 12 }),
      (ends, steps) => {
        const made = madeItem({ id: 'i', acceptHours, resolveHours, endsAt: plusHours(start, ends) })
        let item: ItemDoc = withIndexes(rules, { ...made, kind: 'booking', state: 'booked', dueAt: made.endsAt })
        let now = start
        for (const [which, later] of steps) {
          now = plusHours(now, later)
          const acts = actsIn(item.state, [...relations])
          const act = acts[which % Math.max(1, acts.length)]
          const step = act && stepFor(rules, act, item, [...relations])
          if (!step) continue
          item = advance(rules, step, item, { now, actorUnit: item.responsible })
          const isOpen = !(rules.closed as readonly string[]).includes(item.state)
          expect(item.queue !== undefined).toBe(isOpen)
          expect(item.closedAt !== undefined).toBe(!isOpen)
          if (isOpen) expect((item.dueAt ?? '9') <= (item.endsAt ?? '')).toBe(true)
        }
      },
    ),
  )
})
