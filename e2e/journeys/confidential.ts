import assert from 'node:assert/strict'
import type { World } from '../world'
import { fillReport, homeOf, openFromDesk, send, takeStep } from './steps'

export async function confidentialByReceipt(world: World) {
  const reporter = await world.newNeighbour()
  const { gridId } = await homeOf(world, reporter)
  const place = world.unique('地下车库')

  const mine = await world.phone(reporter)
  await fillReport(mine, { category: '诈骗', description: '有人上门推销养老理财', place, naming: '保密' })
  await send(mine)
  const receipt = (await mine.see(/查询码\s+([\d ]{16,})/)).replaceAll(' ', '')
  await mine.look('done-confidential')
  await mine.tap('复制')
  await mine.see('已复制')
  assert.equal(await mine.copied(), receipt)
  await mine.tap('查询码我已经记好')
  await mine.open('pages/items/index')
  await mine.see('还没有办件')

  const worker = await world.phone(await world.find('gridWorker', gridId))
  await openFromDesk(worker, place)
  await worker.see('没有报告人的任何记录')
  await worker.look('item-confidential')
  await takeStep(worker, 'hazard.accept')
  await takeStep(worker, 'hazard.resolve', { text: '已会同派出所劝离，并在楼里张贴提醒' })
  await worker.see('等报告人确认')

  const nobody = await world.phone()
  await nobody.open('pages/items/index')
  await nobody.tap('用查询码查进度')
  await nobody.see('不用登录')
  await nobody.look('follow')
  await nobody.fill('查询码', receipt)
  await nobody.tap('查进展')
  await nobody.see('已会同派出所劝离')
  await nobody.look('follow-found')
  await takeStep(nobody, 'hazard.confirm', { score: 4 })
  await nobody.see('已办结，评了 4 分')
}
