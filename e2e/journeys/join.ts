import type { Persona, World } from '../world'

interface Claim {
  unit: string
  personName: string
}

/** The claims that wait for the person's decision, as they read them. */
const waitingFor = async (world: World, person: Persona) =>
  (await world.call<{ memberships: Claim[] }>(person, 'account.memberships', {})).memberships

export async function joinBuilding(world: World) {
  const captain = await world.find('captain')
  const { building, units } = await world.call<{ building: { name: string }; units: string[] }>(
    captain,
    'area.building',
    { buildingId: captain.buildingId },
  )
  // A neighbour of the demo city waits at one door already
  const waiting = await waitingFor(world, captain)
  const unit = world.pick(units.filter((door) => !waiting.some((claim) => claim.unit === door)))
  const resident = await world.newResident()

  const mine = await world.phone(resident)
  await mine.open()
  await mine.tap('登记住址')
  await mine.see('第 1 步')
  await mine.fill('小区或楼栋名称', building.name)
  await mine.look('join-1-building')
  await mine.tapRow(building.name)
  await mine.see('第 2 步')
  await mine.look('join-2-door')
  if (!unit.startsWith('1-')) await mine.tap(`${unit.split('-')[0]} 单元`)
  await mine.tap(`房号 ${unit}`)
  await mine.see('第 3 步')
  await mine.tap('租户')
  await mine.look('join-3-relation')
  await mine.tap('提交')
  await mine.see('等楼长或网格员确认')
  await mine.look('home-pending')

  const theirs = await world.phone(captain)
  await theirs.open()
  await theirs.tap('工作台')
  await theirs.tap('住址确认')
  await theirs.see(`${building.name} ${unit}`)
  await theirs.look('memberships')
  const masked = (await waitingFor(world, captain)).find((claim) => claim.unit === unit)?.personName
  await theirs.tap(`${masked}住在这里`)
  await theirs.seeNoMore(`${building.name} ${unit}`)

  await mine.open('account/pages/home/index')
  await mine.see('住址已确认')
  await mine.look('home-confirmed')
  await mine.open('pages/messages/index')
  await mine.see('住址')
}
