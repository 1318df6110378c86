import type { ActionName, Answer, Outcome, Request } from '../../cloudfunctions/contract'
import { jpeg } from '../../cloudfunctions/kernel/photo/samples'
import type { Identity } from '../../cloudfunctions/kernel/ports'
import type { House } from '../../local/house'
import { playBookings } from './bookings'
import type { Cast } from './cast'
import { playDeliberation, type Stage } from './deliberation'
import { playMediation } from './mediation'

/** Calls as one person; throws what went wrong, because nothing may in this story. */
export type Call = <N extends ActionName>(name: N, input: Request<N>) => Promise<Answer<N>>

let requests = 0

/** The pipeline as one person meets it, each call with a request id of its own. */
export const callAs =
  (dispatch: House['dispatch'], identity?: Identity): Call =>
  async (name, input) => {
    requests += 1
    const outcome = (await dispatch({ name, input, requestId: `bench-${requests}` }, identity)) as Outcome<never>
    if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.error)}`)
    return outcome.value
  }

export const stranger = (name: string): Identity => ({ personId: `bench-${name}`, openid: `bench-${name}` })

/** Takes every action of the product once, each where it has something to do. */
export async function playEveryAction(dispatch: House['dispatch'], { files, clock, due }: Stage, cast: Cast) {
  const as = (identity: Identity) => callAs(dispatch, identity)
  const resident = as(stranger('resident'))
  const neighbour = as(stranger('neighbour'))
  const newcomer = as(stranger('newcomer'))
  const gridWorker = as(cast.gridWorker)
  const streetStaff = as(cast.streetStaff)
  const departmentStaff = as(cast.departmentStaff)
  const districtStaff = as(cast.districtStaff)
  const { point, building } = cast

  await newcomer('account.me', {})
  await newcomer('area.search', { text: building.name.slice(0, 2) })
  await newcomer('area.children', { parentId: cast.community.id })
  await newcomer('area.locate', { point })
  await newcomer('area.around', { point })
  const { units } = await newcomer('area.building', { buildingId: building.id })
  await newcomer('account.saveProfile', { name: '测试居民', phone: '13900000000' })
  await newcomer('account.allowMessages', { templates: ['itemProgress'] })
  const home = { buildingId: building.id, unit: units[0], relation: 'owner' as const }
  const { membershipId } = await newcomer('account.joinBuilding', home)
  await gridWorker('account.memberships', {})
  await gridWorker('account.decideMembership', { membershipId, decision: 'confirm' })
  const { messages } = await newcomer('account.inbox', {})
  await newcomer('account.markRead', { messageIds: messages.map((message) => message.messageId) })
  await newcomer('account.leaveBuilding', { membershipId })
  await newcomer('account.export', {})
  await newcomer('account.erase', { confirm: 'ERASE' })

  const { categories } = await resident('hazard.categories', {})
  const category = categories.find(({ duplicateRadius }) => duplicateRadius > 0) ?? categories[0]
  const report = { category: category.id, description: '楼道里堆满了杂物', buildingId: building.id, point }
  await resident('item.newUpload', {})
  const { fileId } = await resident('item.addPhoto', { upload: files.holdUpload(jpeg(64, 48)) })
  const { itemId } = await resident('hazard.report', { ...report, photos: [fileId] })
  await neighbour('hazard.nearby', { category: category.id, point })
  await neighbour('hazard.join', { itemId, point })
  await resident('item.mine', {})
  await gridWorker('item.queue', {})
  await gridWorker('hazard.accept', { itemId, version: 1 })
  await gridWorker('item.reveal', { itemId, version: 2 })
  const same = await neighbour('hazard.report', report)
  await gridWorker('hazard.merge', { itemId: same.itemId, version: 1, intoItemId: itemId })
  const { item } = await gridWorker('item.get', { itemId })
  await gridWorker('hazard.blow', { itemId, version: item.version, reason: '需要部门处理' })
  await streetStaff('hazard.departments', { itemId })
  const { departmentId } = cast
  await streetStaff('hazard.assign', { itemId, version: item.version + 1, departmentId })
  await departmentStaff('hazard.accept', { itemId, version: item.version + 2 })
  await departmentStaff('hazard.resolve', { itemId, version: item.version + 3, result: '已清理' })
  await resident('hazard.reopen', { itemId, version: item.version + 4, reason: '又堆上了' })
  await departmentStaff('hazard.resolve', { itemId, version: item.version + 5, result: '再次清理' })
  await resident('hazard.confirm', { itemId, version: item.version + 6, score: 5 })

  const settled = await resident('hazard.report', report)
  await gridWorker('hazard.settle', { itemId: settled.itemId, version: 1, result: '当场清理' })
  const handedBack = await resident('hazard.report', report)
  await gridWorker('hazard.handBack', { itemId: handedBack.itemId, version: 1, reason: '不在本网格' })
  const { receipt = '' } = await resident('hazard.report', { ...report, confidential: true })
  const followed = await callAs(dispatch)('hazard.follow', { receipt })
  const { itemId: hidden, version } = followed.item
  await callAs(dispatch)('hazard.withdraw', { itemId: hidden, version, receipt })
  const { version: _version, ...wording } = category
  await districtStaff('hazard.editCategory', { ...wording, id: 'bench', call: [] })

  const known = (personId: string) => as({ personId, openid: `demo-${personId}` })
  await staffGrid(known('community-zhongxing'), cast)
  await playMediation(resident, known('mediator-zhongxing'), building.id)
  await playBookings(known, clock)
  await playDeliberation(known, { files, clock, due })
}

/** The community looks who staffs its grids, gives one another worker, and moves items that older boundaries routed. */
async function staffGrid(community: Call, { building }: Cast) {
  const { generation } = await community('area.coverage', {})
  const { gridId, version, known } = await community('area.staff', { gridId: building.path.gridId ?? '' })
  await community('area.changeWorker', { gridId, version, joiningId: known[0].roleId })
  await community('area.moveItems', { generationId: generation?.id ?? '' })
}
