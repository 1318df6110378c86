import type { World } from '../world'
import { homeBuilding } from './steps'

export async function joinBuilding(world: World) {
  const captain = await world.find('captain', homeBuilding)
  const { name: building } = (
    await world.call<{ building: { name: string } }>(captain, 'area.building', { buildingId: homeBuilding })
  ).building
  const resident = await world.newResident()
  const name = world.unique('演示居民')

  const mine = await world.phone(resident)
  await mine.open()
  await mine.tap('登记住址')
  await mine.see('第 1 步')
  await mine.fill('小区或楼栋名称', building)
  await mine.look('join-1-building')
  await mine.tapRow(building)
  await mine.see('第 2 步')
  await mine.look('join-2-door')
  await mine.tap('房号 1-101')
  await mine.see('第 3 步')
  await mine.tap('租户')
  await mine.fill('您的姓名', name)
  await mine.look('join-3-relation')
  await mine.tap('提交')
  await mine.see('等楼长或网格员确认')
  await mine.look('home-pending')

  const theirs = await world.phone(captain)
  await theirs.open()
  await theirs.tap('工作台')
  await theirs.tap('住址确认')
  await theirs.see(name)
  await theirs.look('memberships')
  await theirs.tap(`${name}住在这里`)
  await theirs.seeNoMore(name)

  await mine.open('account/pages/home/index')
  await mine.see('住址已确认')
  await mine.look('home-confirmed')
  await mine.open('pages/messages/index')
  await mine.see('住址')
}
