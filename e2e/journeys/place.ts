import assert from 'node:assert/strict'
import type { World } from '../world'
import { fillWords, homeOf, send } from './steps'

/** On the map, beside the own building: the report goes to the grid that the point lies in. */
export async function placeOnTheMap(world: World) {
  const reporter = await world.newNeighbour()
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
  const metres = 111_000 * Math.hypot(item.point.lat - point.lat, (item.point.lng - point.lng) * 0.78)
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
