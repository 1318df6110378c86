import type { World } from '../world'
import { hasDialled } from './steps'

export async function emergencyBeforeAnything(world: World) {
  // In WeChat somebody is always known: the page draws the numbers before it has heard who
  const phone = await world.phone(world.build === 'weapp' ? await world.newResident() : undefined)
  await phone.open()
  await phone.see('吹哨')
  await phone.look('home-new')
  for (const number of ['110', '119', '120', '12356']) {
    await phone.tap(`拨打 ${number}`)
    await hasDialled(phone, number)
  }

  await phone.tap('吹哨')
  await phone.see('第 1 步')
  await phone.tap('燃气')
  await phone.see('先打电话')
  await phone.look('report-call-first')
  await phone.tap('拨打 119')
  await hasDialled(phone, '119')
  await phone.tap('仍要报告')
  await phone.see('第 2 步')
}
