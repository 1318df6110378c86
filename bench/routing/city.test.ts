import { edgesOf } from '../../cloudfunctions/kernel/geometry/compiled/edges'
import { makeCity } from './city'

const made = { grids: 200, km2: 7, seed: 1 }

describe('the city that is measured', () => {
  const { grids } = makeCity(made)

  test('has as many grids as asked for, of about thirty corners', () => {
    expect(grids.length).toBe(200)
    const corners = grids.map(([[ring]]) => ring.length / 2)
    expect(corners.reduce((a, b) => a + b) / grids.length).toBeGreaterThan(28)
    expect(corners.reduce((a, b) => a + b) / grids.length).toBeLessThan(32)
  })

  test('shares every edge between two grids; only the rim belongs to one', () => {
    const owners = edgesOf(grids.flat()).map(({ areas }) => areas.length)
    expect(Math.max(...owners)).toBe(2)
    // Of so small a city the rim is long.
    expect(owners.filter((count) => count === 2).length / owners.length).toBeGreaterThan(0.75)
  })

  test('is the same for the same seed, and another one for another', () => {
    expect(makeCity(made).grids).toEqual(grids)
    expect(makeCity({ ...made, seed: 2 }).grids).not.toEqual(grids)
  })
})
