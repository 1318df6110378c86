import type { Phone } from '../phones/phone'
import type { Persona, World } from '../world'
import { neighbours } from './deliberation'
import { homeOf, takeStep } from './steps'

/** A topic of the first neighbour's, in which the second has spoken; answers its id. */
async function makeTopic(world: World, groupId: string, first: Persona, second: Persona, words: string) {
  const { topicId } = await world.call<{ topicId: string }>(first, 'deliberation.propose', {
    groupId,
    kind: 'other',
    title: world.unique('楼上半夜拖桌子怎么办'),
    body: '老人睡不好，说过三次不听。',
  })
  await world.call(second, 'deliberation.post', { topicId, text: words })
  return topicId
}

/** From the topic: which words should come along, and their author agrees. Answers the page of the carry. */
async function carryOver(world: World, topicId: string, asking: Phone, second: Persona, words: string) {
  await asking.open(`deliberation/pages/carry/index?topic=${topicId}`)
  await asking.tap('调解申请')
  await asking.tapRow(words)
  await asking.look('carry-ask')
  await asking.tap('征求他们同意')
  await asking.see('还没答复')
  const { carries } = await world.call<{ carries: { carryId: string }[] }>(second, 'deliberation.topic', { topicId })
  const page = `deliberation/pages/carry/index?id=${carries[0].carryId}`
  const theirs = await world.phone(second)
  await theirs.open(page)
  await theirs.see(words)
  await theirs.look('carry-consent')
  await theirs.tap('同意带上')
  await theirs.see('1 条同意')
  return page
}

/** The form, begun with the words of the topic, up to the page that says who answers; answers the number. */
async function ask(phone: Phone) {
  await phone.see('第 1 步')
  await phone.look('mediation-1-matter')
  // A quarrel in the family has the telephone first
  await phone.tap('家庭婚姻纠纷')
  await phone.see('有危险，先打 110')
  await phone.look('mediation-call-first')
  await phone.tap('选错了，换一类')
  await phone.tap('噪音纠纷')
  await phone.see('第 2 步')
  await phone.fill('希望怎么解决', '晚上十点以后安静些')
  await phone.look('mediation-2-words')
  await phone.tap('下一步')
  await phone.fill('对方是谁', '楼上302的住户')
  await phone.look('mediation-3-other')
  await phone.tap('下一步')
  await phone.look('mediation-4-place')
  await phone.tap('就在我家这栋楼')
  await phone.see('由所在社区的调解员受理')
  await phone.look('mediation-4-place-chosen')
  await phone.tap('发送')
  await phone.see('已送到，调解员会和您联系')
  await phone.look('mediation-done')
  return phone.see(/编号\s+(\d\S+)/)
}

export async function topicToMediation(world: World) {
  const { captain, first, second, group } = await neighbours(world)
  const { communityId, gridId } = await homeOf(world, captain)
  const words = '十一点还在拖'
  const topicId = await makeTopic(world, group.groupId, first, second, words)

  const mine = await world.phone(first)
  const carry = await carryOver(world, topicId, mine, second, words)
  await mine.open(carry)
  await mine.see('1 条同意')
  await mine.look('carry-onward')
  await mine.tap('去填调解申请')
  const number = await ask(mine)
  const item = `hazard/pages/item/index?id=${number}`
  await mine.tap('看进度')
  await mine.see('受理后调解员会和双方联系')
  await mine.look('mediation-requested')

  // It went to the mediators of the community, with what may travel and nothing else
  const mediator = await world.phone(await world.newStaff('mediator', communityId))
  await mediator.open()
  await mediator.tap('工作台')
  await mediator.see('噪音纠纷')
  await mediator.look('desk-of-a-mediator')
  await mediator.open(item)
  await mediator.see(`居民：${words}`)
  await mediator.tap('查看姓名和电话')
  await mediator.tap('查看')
  await mediator.see('楼上302的住户')
  await mediator.look('mediation-for-mediator')
  await takeStep(mediator, 'mediation.accept')
  await takeStep(mediator, 'mediation.progress', { text: '周六上午十点在社区调解室见面', photo: true })
  await takeStep(mediator, 'mediation.settle', { text: '晚上十点以后不拖桌子，桌脚垫上垫子' })
  await mediator.see('等申请人确认')

  await mine.open(item)
  await mine.see('晚上十点以后不拖桌子')
  await mine.see('周六上午十点')
  await mine.look('mediation-agreed')
  await takeStep(mine, 'mediation.confirm')
  await mine.see('已办结，双方谈好了')
  await mine.open(carry)
  await mine.tap('噪音纠纷')
  await mine.tap('关联这一件')
  await mine.see('已转为调解申请')

  // Whoever looks after the grid is no party to it
  const worker = await world.phone(await world.find('gridWorker', gridId))
  await worker.open(item)
  await worker.see('没有找到')
}
