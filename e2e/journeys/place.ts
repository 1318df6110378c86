import assert from 'node:assert/strict'
import { pinAccuracy } from '../../src/place/pin'
import type { Persona, World } from '../world'
import { fillWords, homeOf, send } from './steps'

type Point = { lng: number; lat: number }

/** Degrees that hold a metre, each way, where the city lies. */
const metre = { lng: 1 / (111_200 * 0.78), lat: 1 / 111_200 }
const metresBetween = (a: Point, b: Point) => Math.hypot((a.lng - b.lng) / metre.lng, (a.lat - b.lat) / metre.lat)

/** What the city makes of a pin on WeChat's map. */
const locate = (world: World, reporter: Persona, { lng, lat }: Point) =>
  world.call<{ buildings: { id: string }[] }>(reporter, 'area.locate', {
    point: { lng, lat, system: 'gcj02', accuracy: pinAccuracy },
  })

/** Somebody of a building in the middle of its grid, where the map leaves no doubt. */
async function newResidentInTheMiddle(world: World): Promise<Persona> {
  for (;;) {
    const reporter = await world.newNeighbour()
    const { point } = await homeOf(world, reporter)
    if ((await locate(world, reporter, point)).buildings.length === 0) return reporter
  }
}

/** Somebody of a building near the line of its grid, and a place on that line near the building. */
async function newResidentAtALine(world: World): Promise<{ reporter: Persona; place: Point }> {
  for (;;) {
    const reporter = await world.newNeighbour()
    const { point, gridId, buildingId } = await homeOf(world, reporter)
    const { grids } = await world.call<{ grids: { id: string; rings: number[][] }[] }>(reporter, 'area.around', {
      point: { lng: point.lng, lat: point.lat, system: 'gcj02' },
    })
    const rings = grids.find(({ id }) => id === gridId)?.rings ?? []
    const places = rings.flatMap((ring) => edgesOf(ring).map(([from, to]) => nearestOn(from, to, point)))
    const [place] = places.sort((a, b) => metresBetween(a, point) - metresBetween(b, point))
    if (place && (await locate(world, reporter, place)).buildings.some(({ id }) => id === buildingId))
      return { reporter, place }
  }
}

function edgesOf(ring: number[]): [Point, Point][] {
  const corners = Array.from({ length: ring.length / 2 }, (_, i) => ({ lng: ring[2 * i], lat: ring[2 * i + 1] }))
  return corners.map((corner, i) => [corner, corners[(i + 1) % corners.length]])
}

/** The place of the edge from `a` to `b` that is nearest to `to`. */
function nearestOn(a: Point, b: Point, to: Point): Point {
  const [dx, dy] = [(b.lng - a.lng) / metre.lng, (b.lat - a.lat) / metre.lat]
  const [x, y] = [(to.lng - a.lng) / metre.lng, (to.lat - a.lat) / metre.lat]
  const along = Math.max(0, Math.min(1, (x * dx + y * dy) / (dx * dx + dy * dy || 1)))
  return { lng: a.lng + along * (b.lng - a.lng), lat: a.lat + along * (b.lat - a.lat) }
}

/** On a line between grids it asks which building; the answer overrides the point. */
export async function placeBetweenGrids(world: World) {
  const { reporter, place } = await newResidentAtALine(world)
  const { buildingName, gridName } = await homeOf(world, reporter)
  const phone = await world.phone(reporter)
  await fillWords(phone, { category: '道路', description: '井盖丢了，晚上看不见' })
  await phone.choosePlace({ name: '院墙外', address: '中兴街', latitude: place.lat, longitude: place.lng })
  await phone.see('您在哪一栋')
  await phone.look('report-3-which-building')
  await phone.tapRow(buildingName)
  await phone.see(`会送到${gridName}`)
  await phone.tap('都不是，下一步', '下一步')
  await phone.tap('实名')
  const number = await send(phone)
  const { item } = await world.call<{ item: { rule: string } }>(reporter, 'item.get', { itemId: number })
  assert.equal(item.rule, 'building')
}

/** On the map, beside the own building: the report goes to the grid that the point lies in. */
export async function placeOnTheMap(world: World) {
  const reporter = await newResidentInTheMiddle(world)
  const { point, gridName } = await homeOf(world, reporter)
  const phone = await world.phone(reporter)
  await fillWords(phone, { category: '道路', description: '井盖丢了，晚上看不见' })
  await phone.choosePlace({ name: '和合大院门口', address: '中兴街', latitude: point.lat, longitude: point.lng })
  await phone.see('会送到')
  await phone.tap('都不是，下一步', '下一步')
  await phone.tap('实名')
  const number = await send(phone)
  await phone.see(gridName)
  const { item } = await world.call<{ item: { point: { lng: number; lat: number; system: string }; rule: string } }>(
    reporter,
    'item.get',
    { itemId: number },
  )
  assert.equal(item.point.system, 'gcj02')
  const metres = metresBetween(item.point, point)
  assert.ok(metres < 60, `${metres} m away from the place that was pointed at`)
  assert.ok(['polygon', 'nearest'].includes(item.rule), item.rule)
}

/** A building found by its name. */
export async function placeByName(world: World) {
  const reporter = await world.newResident()
  const { name } = (
    await world.call<{ building: { name: string } }>(reporter, 'area.building', { buildingId: await world.building() })
  ).building
  const phone = await world.phone(reporter)
  await fillWords(phone, { category: '其他', description: '单元门关不上' })
  await phone.tap('搜索楼栋')
  await phone.fill('小区或楼号', name)
  await phone.look('report-3-search')
  await phone.tapRow(name)
  await phone.see('会送到')
  await phone.tap('都不是，下一步', '下一步')
  await phone.tap('实名')
  await send(phone)
}
