import { dice } from '../../../../local/demo/random'
import { moved } from '../distance'
import type { Polygons } from '../polygon'
import { compile } from './compile'
import { likelyAreas } from './likely'
import { areaAt } from './lookup'

const at = { lngE7: 1_216_000_000, latE7: 389_000_000 }
/** Metres; a block of the inner city. */
const side = 180
const count = 8

/** Blocks side by side; every ninth is cut in four. */
const blocks = Array.from({ length: count ** 2 }, (_, i): Polygons[] => {
  const [west, south] = [(i % count) * side, Math.floor(i / count) * side]
  if (i % 9 > 0) return [square(west, south, side)]
  return [0, 1].flatMap((column) =>
    [0, 1].map((row) => square(west + (column * side) / 2, south + (row * side) / 2, side / 2)),
  )
}).flat()
const index = compile(blocks.map((polygons, label) => ({ polygons, label })))
const within = 200

function square(west: number, south: number, width: number): Polygons {
  const [{ lngE7: x1, latE7: y1 }, { lngE7: x2, latE7: y2 }] = [
    moved(at, west, south),
    moved(at, west + width, south + width),
  ]
  return [[[x1, y1, x2, y1, x2, y2, x1, y2]]]
}

const sigmasInAccuracy = Math.sqrt(-2 * Math.log(0.32))

describe('the areas that a fix may lie in', () => {
  test('well inside an area there is no doubt', () => {
    const fix = moved(at, 1.5 * side, 0.5 * side)
    expect(likelyAreas(index, fix, 15, within)).toEqual([
      { found: areaAt(index, fix.lngE7, fix.latE7), probability: 1 },
    ])
  })

  test('without an accuracy the point decides', () => {
    const fix = moved(at, 1.001 * side, 0.5 * side)
    expect(likelyAreas(index, fix, undefined, within)).toEqual([
      { found: areaAt(index, fix.lngE7, fix.latE7), probability: 1 },
    ])
  })

  test('one sigma inside the rim the nearest area keeps what falls outside', () => {
    const sigma = 20
    const fix = moved(at, -sigma, 4.5 * side)
    const [{ probability }, ...others] = likelyAreas(index, fix, sigma * sigmasInAccuracy, within)
    expect(probability).toBeGreaterThan(0.99)
    expect(others.every((other) => other.probability < 0.01)).toBe(true)
  })

  test('far outside there is none, and half as far the rest of the probability is missing', () => {
    expect(likelyAreas(index, moved(at, -1_000, 1.5 * side), 30, within)).toEqual([])
    const half = likelyAreas(index, moved(at, -within, 1.5 * side), 30, within)
    const sum = half.reduce((total, { probability }) => total + probability, 0)
    expect(Math.abs(sum - 0.5)).toBeLessThan(0.03)
  })

  test('called 70 %, an area is right 70 % of the time; the first two hardly ever miss', () => {
    const random = dice(5)
    const sigma = 20
    const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
    const trials = 5_000
    const bins = Array.from({ length: 5 }, () => ({ called: 0, right: 0, count: 0 }))
    let missed = 0
    for (let trial = 0; trial < trials; trial += 1) {
      const truth = moved(at, random.next() * count * side, random.next() * count * side)
      const area = areaAt(index, truth.lngE7, truth.latE7)
      const fix = moved(truth, sigma * normal(), sigma * normal())
      const likely = likelyAreas(index, fix, sigma * sigmasInAccuracy, within)
      if (!likely.slice(0, 2).some(({ found }) => found === area)) missed += 1
      for (const { found, probability } of likely) {
        const bin = bins[Math.min(4, Math.floor(5 * probability))]
        bin.called += probability
        bin.right += Number(found === area)
        bin.count += 1
      }
    }
    expect(missed / trials).toBeLessThan(0.05)
    for (const { called, right, count } of bins) {
      expect(count).toBeGreaterThan(500)
      expect(Math.abs(called - right) / count).toBeLessThan(0.03)
    }
  })
})
