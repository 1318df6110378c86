import type { World } from '../world'
import { fillReport, homeOf, openFromDesk, send, takeStep } from './steps'

export async function reportSettleConfirm(world: World) {
  const reporter = await world.newNeighbour()
  const { gridId, gridName } = await homeOf(world, reporter)
  const worker = await world.find('gridWorker', gridId)
  const place = world.unique('三楼楼道')

  const mine = await world.phone(reporter)
  await fillReport(mine, { category: '消防通道', description: '楼道堆满纸箱，走不过去', place, naming: '实名' })
  const number = await send(mine)
  await mine.see(gridName)
  await mine.see(/最晚什么时候答复\s+\S/)
  await mine.look('done')
  await mine.tap('看进度')
  await mine.see(number)
  await mine.see(`由${gridName}负责`)
  await mine.look('item-routed')

  const theirs = await world.phone(worker)
  await openFromDesk(theirs, place)
  await theirs.see('楼道堆满纸箱')
  await theirs.look('item-for-worker')
  await takeStep(theirs, 'hazard.accept')
  await theirs.see('正在处理')
  await takeStep(theirs, 'hazard.settle', { text: '已和商户一起把纸箱清走', photo: true })
  await theirs.see('等报告人确认')

  await mine.open()
  await mine.openTab('消息')
  await mine.look('messages')
  await mine.openTab('办件')
  await mine.look('items')
  await mine.tapRow(place)
  await mine.see('已和商户一起把纸箱清走')
  await mine.look('item-resolved')
  await takeStep(mine, 'hazard.confirm', { score: 5, text: '很快' })
  await mine.see('已办结，评了 5 分')
  await mine.look('item-closed')
  for (const told of ['收到报告', '接单，开始处理', '当场处理完毕', '报告人确认已解决']) await mine.see(told)

  const outsider = await world.phone(await world.newResident())
  await outsider.open(`hazard/pages/item/index?id=${number}`)
  await outsider.see('没有找到')
  await outsider.look('item-not-found')
}
