import { plusHours } from '../kernel/time'
import { madeClaims } from '../testing/claims'
import { storiesOf } from '../testing/stories'
import { makeWorld, start, type World } from '../testing/world'
import { nextLook } from './claims'

let world: World
let stories: ReturnType<typeof storiesOf>
beforeEach(async () => {
  world = await makeWorld()
  stories = storiesOf(world)
})
afterEach(() => world.close())

const [worker, captain, community] = ['gridWorker@c1-g1', 'captain@b1', 'communityStaff@c1']
const claim = async (who: string, over: object = {}) =>
  (await world.call(who, 'account.joinBuilding', { buildingId: 'b1', unit: '1-101', relation: 'owner', ...over }))
    .membershipId
const decide = (who: string, membershipId: string) =>
  world.code(who, 'account.decideMembership', { membershipId, decision: 'confirm' })
const waiting = async (who: string) =>
  (await world.call(who, 'account.memberships', {})).memberships.map(({ membershipId }) => membershipId)
const work = async (who: string) =>
  (await stories.inbox(who)).filter(({ kind }) => kind === 'membershipWork').map(({ title }) => title)
const stored = (id: string) => world.store.get('memberships', id)

/** The last worker of a grid goes, or one comes. */
const vacate = (gridId: string, by = community) =>
  world.call(by, 'area.changeWorker', { gridId, version: 0, leavingId: `gridWorker:${gridId}` })
async function fill(gridId: string) {
  const { version, known } = await world.call(community, 'area.staff', { gridId })
  await world.call(community, 'area.changeWorker', { gridId, version, joiningId: known[0].roleId })
}

describe('while a grid has no worker', () => {
  test('the staff of its community see the claims there, old and new, and decide them', async () => {
    const before = await claim('resident')
    expect(await waiting(community)).toEqual([])
    expect(await decide(community, before)).toBe('NOT_FOUND')
    await vacate('c1-g1')
    const after = await claim('resident2')
    expect(await work(community)).toEqual(['有居民登记住址，请核对'])
    expect(await waiting(community)).toEqual([before, after].sort())
    expect(await decide(community, before)).toBe('ok')
    expect(await decide(captain, after)).toBe('ok')
    expect(await waiting(community)).toEqual([])
    expect((await world.call('resident', 'account.me', {})).home).toMatchObject({ state: 'confirmed' })
  })

  test('those of its other grids stay with their workers, and no other community sees any', async () => {
    await vacate('c1-g1')
    const [here, there] = [await claim('resident'), await claim('resident2', { buildingId: 'b2' })]
    expect(await waiting(community)).toEqual([here])
    expect(await decide(community, there)).toBe('NOT_FOUND')
    expect(await waiting('communityStaff@c2')).toEqual([])
    expect(await decide('communityStaff@c2', here)).toBe('NOT_FOUND')
    expect(await decide('streetStaff@s1', here)).toBe('FORBIDDEN')
  })

  test('a new worker takes over what is still open', async () => {
    await vacate('c1-g1')
    const id = await claim('resident')
    await fill('c1-g1')
    expect(await waiting(community)).toEqual([])
    expect(await decide(community, id)).toBe('NOT_FOUND')
    expect(await waiting('gridWorker@c1-g2')).toEqual([id])
    expect(await decide('gridWorker@c1-g2', id)).toBe('ok')
  })

  test('nobody of the community decides their own', async () => {
    await vacate('c1-g1')
    const id = await claim(community)
    expect(await work(community)).toEqual([])
    expect(await decide(community, id)).toBe('FORBIDDEN')
  })
})

describe('when a building comes to another grid', () => {
  const change = plusHours(start, 48)
  const to = async (gridId: string, from = change) => {
    const b1 = await world.store.get('areas', 'b1')
    if (b1) await world.store.replace('areas', { ...b1, grids: [...(b1.grids ?? []), { from, gridId }] })
  }

  test('its open claims go along at that moment, and the new worker is told once of all', async () => {
    const early = await claim('resident')
    await to('c2-g1')
    const late = await claim('resident2')
    expect([(await stored(early))?.lookAt, (await stored(late))?.lookAt]).toEqual([
      plusHours(start, 24),
      plusHours(start, 24),
    ])
    world.clock.forward(47.9)
    await world.tick()
    expect(await waiting(worker)).toHaveLength(2)
    world.clock.forward(0.1)
    await world.tick()
    expect(await waiting(worker)).toEqual([])
    expect((await waiting('gridWorker@c2-g1')).sort()).toEqual([early, late].sort())
    expect(await stored(early)).toMatchObject({ gridId: 'c2-g1', communityId: 'c2', pendingGrid: 'c2-g1' })
    expect(await work('gridWorker@c2-g1')).toEqual(['2 份住址登记转到乙社区第1网格'])
    expect(await waiting(captain)).toHaveLength(2)
    expect(await decide(worker, early)).toBe('NOT_FOUND')
    expect(await decide('gridWorker@c2-g1', early)).toBe('ok')
    expect(await stored(early)).not.toHaveProperty('lookAt')
  })

  test('into one without a worker they are the community’s there', async () => {
    const id = await claim('resident')
    await to('c2-g1')
    await vacate('c2-g1', 'communityStaff@c2')
    world.clock.forward(48)
    await world.tick()
    expect(await waiting('communityStaff@c2')).toEqual([id])
    expect(await work('communityStaff@c2')).toEqual(['1 份住址登记转到乙社区第1网格'])
    expect(await decide('communityStaff@c2', id)).toBe('ok')
  })

  test('many go in transactions that stay small, each once, however many clocks there are', async () => {
    const claims = madeClaims(100, () => ({ pendingBuilding: 'b1', lookAt: change }))
    await world.store.load('memberships', claims)
    await to('c2-g1')
    world.clock.forward(48)
    const { transaction } = world.store
    const writes: number[] = []
    world.store.transaction = (work) =>
      transaction(async (tx) => {
        let count = 0
        const counted = <A extends unknown[], R>(one: (...args: A) => R) => {
          return (...args: A) => {
            count += 1
            return one(...args)
          }
        }
        const answer = await work({ ...tx, insert: counted(tx.insert), replace: counted(tx.replace) } as typeof tx)
        writes.push(count)
        return answer
      })
    await Promise.all([world.tick(), world.tick()])
    world.store.transaction = transaction
    expect(Math.max(...writes)).toBeLessThanOrEqual(20)
    const { rows } = await world.store.range('memberships', 'byPendingGrid', { eq: ['c2-g1'], limit: 1000 })
    expect(rows).toHaveLength(100)
    expect(rows.every(({ version }) => version === 2)).toBe(true)
    const told = (await work('gridWorker@c2-g1')).map((title) => Number(title.split(' ')[0]))
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(100)
  })

  test('a claim that is decided while the clock looks keeps its decision', async () => {
    const id = await claim('resident')
    await to('c2-g1')
    world.clock.forward(48)
    const { range } = world.store
    world.store.range = async (collection, index, query) => {
      const page = await range(collection, index, query)
      if (index === 'byLook') {
        world.store.range = range
        expect(await decide(captain, id)).toBe('ok')
      }
      return page
    }
    await world.tick()
    expect(await stored(id)).toMatchObject({ state: 'confirmed', gridId: 'c1-g1', livesIn: 'b1' })
    expect(await work('gridWorker@c2-g1')).toEqual([])
  })

  test('the clock looks at the change itself, else once a day', () => {
    expect(nextLook({}, start)).toBe(plusHours(start, 24))
    expect(nextLook({ grids: [{ from: plusHours(start, 3), gridId: 'x' }] }, start)).toBe(plusHours(start, 3))
    expect(nextLook({ grids: [{ from: start, gridId: 'x' }] }, start)).toBe(plusHours(start, 24))
  })
})
