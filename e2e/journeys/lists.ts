import type { Persona, World } from '../world'

const pageOfRows = 20

async function report(world: World, person: Persona, place: string) {
  const category = await world.categoryId('其他')
  const { buildingId } = person
  await world.call(person, 'hazard.report', { category, description: '路灯不亮', buildingId, place })
}

/** A list loads on when its end is reached, and is read again when it is pulled down. */
export async function longListOfItems(world: World) {
  const resident = await world.newNeighbour()
  const oldest = world.unique('门岗')
  await report(world, resident, oldest)
  for (let i = 0; i < pageOfRows; i++) await report(world, resident, world.unique('甬道'))

  const phone = await world.phone(resident)
  await phone.open('pages/items/index')
  await phone.see('甬道')
  await phone.scrollToEnd()
  await phone.see(oldest)
  await phone.see('没有更多了')
  await phone.tapRow(oldest)
  await phone.see('办理过程')
  await phone.back()
  await phone.see('用查询码查进度')
}

/** WeChat's own gesture. */
export async function pullDownToRefresh(world: World) {
  const resident = await world.newNeighbour()
  const phone = await world.phone(resident)
  await phone.open('pages/items/index')
  await phone.see('还没有办件')
  const place = world.unique('车库入口')
  await report(world, resident, place)
  await phone.pullDown()
  await phone.see(place)
}
