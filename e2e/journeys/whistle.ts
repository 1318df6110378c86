import type { World } from '../world'
import { homeOf, openFromDesk, takeStep } from './steps'

interface Reported {
  itemId: string
}

export async function whistleAssignReopen(world: World) {
  const reporter = await world.newNeighbour()
  const { gridId, communityId } = await homeOf(world, reporter)
  const place = world.unique('燃气管道井')
  const { itemId } = await world.call<Reported>(reporter, 'hazard.report', {
    category: await world.categoryId('消防通道'),
    description: '管道井门锁坏了，里面堆着杂物',
    buildingId: reporter.buildingId,
    place,
  })
  const item = `hazard/pages/item/index?id=${itemId}`

  const worker = await world.phone(await world.find('gridWorker', gridId))
  await openFromDesk(worker, place)
  await takeStep(worker, 'hazard.blow', { text: '需要消防部门上门查看' })
  await worker.see('已吹哨')

  const street = await world.phone(await world.find('streetStaff', communityId.slice(0, 9)))
  await openFromDesk(street, place)
  await street.look('item-whistled')
  await takeStep(street, 'hazard.assign', { text: '请今天内到现场' })
  const department = await street.see(/已派给(\S+?)，/)

  const staff = await world.phone(await world.findByTitle(`${department}工作人员`))
  await openFromDesk(staff, place)
  await takeStep(staff, 'hazard.accept')
  await takeStep(staff, 'hazard.resolve', { text: '门锁已换，杂物已清', photo: true })

  const mine = await world.phone(reporter)
  await mine.open(item)
  await mine.see('门锁已换')
  await takeStep(mine, 'hazard.reopen', { text: '第二天又堆上了', photo: true })
  await mine.see('退回重办')
  await mine.look('item-reopened')

  await staff.open(item)
  await takeStep(staff, 'hazard.accept')
  await takeStep(staff, 'hazard.resolve', { text: '已和物业约定每天巡查' })

  await mine.open(item)
  await mine.see('已和物业约定每天巡查')
  await takeStep(mine, 'hazard.confirm', { score: 3 })
  await mine.see('已办结，评了 3 分')
  for (const told of ['吹哨', `派单给${department}`, '退回重办', '报告人确认已解决']) await mine.see(told)
}
