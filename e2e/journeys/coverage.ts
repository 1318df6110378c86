import assert from 'node:assert/strict'
import { until } from '../until'
import type { Area, Persona, World } from '../world'

/** A street most of whose communities no other journey works in; each round of this one takes another. */
const streetId = '210202012'

export async function vacantGridFilled(world: World) {
  const { clerk, grid, leaving, joining } = await someCommunity(world)
  const place = world.unique('网格道口')
  const resident = await world.newResident()
  const { itemId } = await world.call<{ itemId: string }>(resident, 'hazard.report', {
    category: await world.categoryId('消防通道'),
    description: '道口的铁门锁着，车进不来',
    point: grid.point,
    place,
  })
  const item = `hazard/pages/item/index?id=${itemId}`

  const desk = await world.phone(clerk)
  await desk.open()
  await desk.tap('工作台')
  await desk.tap('网格覆盖')
  const short = Number(await desk.see(/一共差 (\d+) 名网格员/))
  await desk.tapRow(grid.name)
  await desk.see('在办的事有 1 件')
  await desk.tap('先不安排人')
  await desk.see('撤下后这个网格没有网格员')
  await desk.look('coverage-leaving')
  await desk.tap('撤下')
  await desk.see('这个网格现在没有网格员')
  await desk.see(`一共差 ${short + 1} 名网格员`)
  await desk.see('没有网格员，由社区负责')
  await desk.look('coverage-vacant')
  const former = await world.phone(leaving)
  await former.open('pages/messages/index')
  await former.see(`您不再负责${grid.name}`)
  await handedOver(world, resident, itemId, 'vacate')
  const mine = await world.phone(resident)
  await mine.open(item)
  await mine.see('所在网格暂时没有网格员，由')

  await desk.tapRow(grid.name)
  await desk.see('在办的事有 1 件')
  await desk.tap(await nameOf(world, clerk, grid, joining))
  await desk.look('coverage-joining')
  await desk.tap('安排')
  await desk.see('已安排好')
  await desk.see('1 件在办的事正在转交')
  await desk.see(`一共差 ${short} 名网格员`)
  await desk.look('coverage-filled')
  await handedOver(world, resident, itemId, 'fill')
  await mine.open(item)
  await mine.see(`所在网格有了网格员，由${grid.name}负责`)

  const theirs = await world.phone(joining)
  await theirs.open('pages/messages/index')
  await theirs.see(`您现在是${grid.name}网格员`)
  await theirs.open('desk/pages/queue/index')
  await theirs.see(place)
}

/** A community with a clerk, in two of whose grids somebody works, and the one of them who is to go. */
async function someCommunity(world: World) {
  const people = await world.personas()
  const staffed = new Set(people.flatMap(({ roles }) => roles.map(({ areaId }) => areaId)))
  for (const { id, level } of await world.areasIn(streetId)) {
    if (level !== 'community' || staffed.has(id)) continue
    const [grid, other] = await world.areasIn(id)
    return {
      clerk: await world.newStaff('communityStaff', id),
      grid,
      leaving: await world.newStaff('gridWorker', grid.id),
      joining: await world.newStaff('gridWorker', other.id),
    }
  }
  throw new Error('every community of the street has a clerk')
}

/** What a colleague is called among those who could take the grid on. */
async function nameOf(world: World, clerk: Persona, grid: Area, { title }: Persona): Promise<string> {
  const { known } = await world.call<{ known: { name: string; title: string }[] }>(clerk, 'area.staff', {
    gridId: grid.id,
  })
  const found = known.find((colleague) => colleague.title === title)
  assert.ok(found, `${title} is no colleague`)
  return found.name
}

/** The timer has written the step into the item's timeline. */
async function handedOver(world: World, reader: Persona, itemId: string, act: string) {
  const acts = await until(
    async () => {
      const { timeline } = await world.call<{ timeline: { act: string }[] }>(reader, 'item.get', { itemId })
      return timeline.map((event) => event.act)
    },
    (all) => all.includes(act),
  )
  assert.ok(acts.includes(act), `no «${act}» in ${acts.join(', ')}`)
}
