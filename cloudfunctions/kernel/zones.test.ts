import { hazardRules } from '../hazard/rules'
import { madeItem, units } from '../testing/items'
import type { ItemDoc } from './collections'
import { handedOver } from './zones'

const { grid, community, street, fire } = units
const owed = ({ responsible, answerable }: Pick<ItemDoc, 'responsible' | 'answerable'>) =>
  [responsible.id, answerable?.id].filter(Boolean).join(' < ')

describe('who owes an item after a change of its grid’s workers', () => {
  test.each([
    ['replace', 'routed', { responsible: grid }, 'c1-g1'],
    ['replace', 'accepted', { responsible: grid }, 'c1-g1'],
    ['replace', 'whistled', { responsible: street, answerable: grid }, 's1 < c1-g1'],
    ['replace', 'accepted', { responsible: fire }, undefined],
    ['replace', 'routed', { responsible: community, answerable: grid }, 'c1 < c1-g1'],
    ['replace', 'routed', { responsible: community }, undefined],
    ['replace', 'closed', { responsible: grid }, undefined],
    ['vacate', 'routed', { responsible: grid }, 'c1'],
    ['vacate', 'accepted', { responsible: grid }, 'c1'],
    ['vacate', 'resolved', { responsible: grid }, 'c1'],
    ['vacate', 'whistled', { responsible: street, answerable: grid }, 's1 < c1'],
    ['vacate', 'routed', { responsible: community, answerable: grid }, 'c1'],
    ['vacate', 'accepted', { responsible: fire }, undefined],
    ['vacate', 'merged', { responsible: grid }, undefined],
    ['fill', 'routed', { responsible: community }, 'c1-g1'],
    ['fill', 'reopened', { responsible: community }, 'c1-g1'],
    ['fill', 'accepted', { responsible: community }, undefined],
    ['fill', 'routed', { responsible: community, answerable: grid }, 'c1 < c1-g1'],
    ['fill', 'whistled', { responsible: street, answerable: community }, undefined],
    ['fill', 'routed', { responsible: grid }, 'c1-g1'],
  ] as const)('%s, %s, %j: %s', (change, state, before, after) => {
    const next = handedOver(hazardRules, madeItem({ id: 'i', state, ...before }), { change, grid, community })
    expect(next && owed(next)).toBe(after)
  })

  test('the next version of the item, found where it is owed, with its deadline running on', () => {
    const item = madeItem({ id: 'i', severity: 'critical' })
    const next = handedOver(hazardRules, item, { change: 'vacate', grid, community })
    expect(next).toMatchObject({ seq: 2, queue: 'c1', openGrid: 'c1-g1', alertQueue: 'c1', units: ['c1-g1', 'c1'] })
    expect([next?.dueAt, next?.timerAt, next?.state]).toEqual([item.dueAt, item.timerAt, item.state])
  })

  test('an item that has been moved to another grid meanwhile is not its business', () => {
    const moved = madeItem({ id: 'i', area: { ...madeItem({ id: 'j' }).area, gridId: 'c1-g2' } })
    expect(handedOver(hazardRules, moved, { change: 'vacate', grid, community })).toBeUndefined()
  })
})
