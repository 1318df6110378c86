import type { Call } from './story'

/** Takes every action of a mediation once, in a community with a mediator. */
export async function playMediation(resident: Call, mediator: Call, buildingId: string) {
  const ask = async () => {
    const words = { description: '楼上半夜拖桌子，说过三次', otherSide: '楼上的住户', wish: '十点以后安静些' }
    return (await resident('mediation.request', { matter: 'noise', buildingId, ...words })).itemId
  }
  const settled = await ask()
  await mediator('mediation.accept', { itemId: settled, version: 1 })
  await mediator('mediation.progress', { itemId: settled, version: 2, note: '周六上午见面' })
  await mediator('mediation.settle', { itemId: settled, version: 3, result: '十点以后不拖桌子' })
  await resident('mediation.object', { itemId: settled, version: 4, reason: '说好的是九点' })
  await mediator('mediation.settle', { itemId: settled, version: 5, result: '九点以后不拖桌子' })
  await resident('mediation.confirm', { itemId: settled, version: 6 })
  const failed = await ask()
  await mediator('mediation.accept', { itemId: failed, version: 1 })
  await mediator('mediation.end', { itemId: failed, version: 2, reason: '对方不愿意调解' })
  await mediator('mediation.handUp', { itemId: await ask(), version: 1, reason: '牵涉几个社区' })
  await resident('mediation.withdraw', { itemId: await ask(), version: 1 })
}
