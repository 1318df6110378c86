import type { Persona, World } from '../world'

/** Everything that no other journey comes past is opened once, measured and photographed. */
export async function everyPage(world: World) {
  const resident = await world.findByTitle('和合大院1号楼居民')
  await visit(world, resident, [
    ['pages/home/index', '正在办的事'],
    ['pages/items/index', '用查询码查进度'],
    ['pages/messages/index', /未读|没有更多/],
    ['pages/me/index', '姓名和电话'],
    ['hazard/pages/follow/index', '查询码'],
    ['hazard/pages/done/index', '这一页已经过去了'],
    ['mediation/pages/done/index', '这一页已经过去了'],
    ['account/pages/home/index', '住址已确认'],
    ['account/pages/profile/index', '手机号'],
    ['account/pages/people/index', /现在是|微信身份/],
    ['account/pages/privacy/index', '我们怎样对待您的信息'],
  ])
  await visit(world, await world.find('streetStaff'), [
    ['pages/home/index', '工作台'],
    ['desk/pages/queue/index', '待处理'],
    ['desk/pages/coverage/index', '先看这里'],
  ])
  const atSite = await world.find('siteStaff')
  const siteId = atSite.roles[0].areaId
  const { services } = await world.call<{ services: { serviceId: string; kind: string }[] }>(atSite, 'booking.site', {
    siteId,
  })
  const canteen = services.find(({ kind }) => kind === 'canteen')?.serviceId
  await visit(world, atSite, [
    [`counter/pages/rounds/index?site=${siteId}`, /送/],
    ['counter/pages/elder/index', '查一查登记过没有'],
    [`counter/pages/site/index?id=${siteId}`, '核对名额'],
    [`counter/pages/service/index?id=${canteen}`, '开放时段'],
    [`counter/pages/slots/index?service=${canteen}`, '改名额、停开'],
    [`counter/pages/hours/index?service=${canteen}&date=${tomorrow()}`, '换个时间开'],
    [`counter/pages/menu/index?service=${canteen}`, '加一道菜'],
    [`counter/pages/pauses/index?service=${canteen}`, '没有暂停预约的人'],
    [`booking/pages/site/index?id=${siteId}`, '可以预约'],
  ])
  await visit(world, await world.find('cityStaff'), [['counter/pages/calendar/index', '为什么要填']])
  const community = await world.findByTitle('中兴社区工作人员')
  const { areaId } = community.roles[0]
  await visit(world, community, [
    ['desk/pages/memberships/index', '那里的住址由社区确认'],
    [`chair/pages/board/index?area=${areaId}`, '弃管楼'],
    [`chair/pages/steps/index?area=${areaId}-b001`, '解民情'],
  ])
  const captain = await world.findByTitle('和合大院1号楼楼长')
  await visit(world, captain, [
    [`chair/pages/members/index?group=${captain.buildingId}`, '推为代表'],
    [`chair/pages/agenda/index?group=${captain.buildingId}`, '排进来'],
    [`chair/pages/log/index?group=${captain.buildingId}`, '隐藏发言'],
  ])
  await visit(world, await world.find('districtStaff'), [['hazard/pages/categories/index', '消防通道']])
}

/** The day after today in China. */
const tomorrow = () => new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10)

async function visit(world: World, person: Persona, pages: [path: string, shows: string | RegExp][]) {
  const phone = await world.phone(person)
  for (const [path, shows] of pages) {
    await phone.open(path)
    await phone.see(shows)
    await phone.look(`${person.roles[0].role}-${path.replace(/\/index(\?.*)?$/, '').replaceAll('/', '-')}`)
  }
}

/** In a browser one plays a demo person, chosen on a page of its own. */
export async function chooseDemoPerson(world: World) {
  const phone = await world.phone()
  await phone.open()
  await phone.tap('选演示身份')
  await phone.see('找社区、身份或姓名').catch(() => phone.see('这里的人都是演示用的'))
  await phone.fill('找社区、身份或姓名', '中兴社区第1网格网格员')
  await phone.look('people')
  await phone.tap('中兴社区第1网格网格员')
  await phone.see('工作台')
}
