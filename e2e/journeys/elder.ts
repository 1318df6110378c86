import assert from 'node:assert/strict'
import { until } from '../until'
import type { World } from '../world'

/** Text size is chosen under 我的, holds at once and after a restart. */
export async function chooseTextSize(world: World) {
  const phone = await world.phone(await world.newResident())
  await phone.open('pages/me/index')
  await phone.tap('字体大小')
  await phone.look('me-text-size')
  await phone.tap('关闭')
  for (const [choice, pixels] of [
    ['长辈模式', 24],
    ['长辈模式（特大字）', 30],
    ['标准', 18],
  ] as const) {
    await phone.tap('字体大小')
    await phone.tap(choice)
    await phone.tap('关闭')
    const size = await until(
      () => phone.sizeOf('字体大小'),
      (measured) => measured === pixels,
    )
    assert.equal(size, pixels, choice)
  }
  await phone.tap('字体大小')
  await phone.tap('长辈模式，')
  await phone.open()
  await phone.see('吹哨')
  assert.equal(await phone.sizeOf('看见隐患'), 24)
}

/** WeChat's own font setting is followed by whoever has not chosen. */
export async function followWechatFont(world: World) {
  const phone = await world.phone(await world.newResident(), { textMode: 'auto', fontSizeScaleFactor: 1.4 })
  await phone.open()
  await phone.see('吹哨')
  assert.equal(await phone.sizeOf('看见隐患'), 24)
}
