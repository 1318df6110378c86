import type { World } from '../world'
import { fillWords, homeOf } from './steps'

interface Step {
  itemId: string
  version: number
}

/** «Is it one of these?»: a second neighbour follows the first report and hears its outcome. */
export async function joinTheNeighboursReport(world: World) {
  const first = await world.newNeighbour()
  const { gridId } = await homeOf(world, first)
  const place = world.unique('楼顶水箱间')
  const { itemId } = await world.call<Step>(first, 'hazard.report', {
    category: await world.categoryId('污水'),
    description: '水箱盖没有锁',
    buildingId: first.buildingId,
    place,
  })

  const second = await world.newResident(first.buildingId)
  const phone = await world.phone(second)
  await fillWords(phone, { category: '污水', description: '楼顶水箱敞着口' })
  await phone.tap('就在我家这栋楼')
  await phone.see('是不是这几件之一')
  await phone.look('report-3-duplicates')
  await phone.tap(`就是这件：${place}`)
  await phone.see('这件事您也在跟进')
  await phone.look('done-joined')

  const worker = await world.find('gridWorker', gridId)
  const accepted = await world.call<Step>(worker, 'hazard.accept', {
    itemId,
    version: await version(world, worker, itemId),
  })
  await world.call(worker, 'hazard.resolve', { itemId, version: accepted.version, result: '已加锁', photos: [] })
  await phone.open('pages/messages/index')
  await phone.tapRow('已加锁')
  await phone.see('处理结果')
  await phone.see('原话不公开')
  await phone.look('item-joined')
}

async function version(world: World, person: Parameters<World['call']>[0], itemId: string) {
  return (await world.call<{ item: Step }>(person, 'item.get', { itemId })).item.version
}
