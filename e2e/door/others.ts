import { bookingCalls } from './bookings'
import { city, type Place } from './city'
import { deliberationCalls } from './deliberations'
import { mediationCalls } from './mediations'
import type { admission } from './reading'

/** An action on no item: who may call it, and what a call that changes nothing else is answered with. */
export interface Other {
  callers: Parameters<typeof admission>[1]
  input: object
  /** What those admitted are told; `ok` unless said. */
  told?: string
}

export interface Spot {
  own: Place
  point: { lng: number; lat: number; system: 'gcj02' }
}

/** Who may look at whole areas. */
export const overseers = ['communityStaff', 'streetStaff', 'districtStaff', 'cityStaff'] as const

export const otherActions = ({ own, point }: Spot): Record<string, Other> => ({
  ...bookingCalls({ own, point }),
  ...deliberationCalls({ own, point }),
  ...mediationCalls({ own, point }),
  'account.me': { callers: 'signedIn', input: {} },
  'account.inbox': { callers: 'signedIn', input: {} },
  'account.export': { callers: 'signedIn', input: {} },
  'account.saveProfile': { callers: 'signedIn', input: { name: '演示人员' } },
  'account.allowMessages': { callers: 'signedIn', input: { templates: ['itemProgress'] } },
  'account.markRead': { callers: 'signedIn', input: { messageIds: ['nothing'] } },
  'account.joinBuilding': {
    callers: 'signedIn',
    input: { buildingId: own.buildingId, unit: 'no such door', relation: 'owner' },
    told: 'INVALID',
  },
  'account.leaveBuilding': {
    callers: 'signedIn',
    input: { membershipId: 'nothing' },
    told: 'NOT_FOUND',
  },
  'account.memberships': { callers: ['captain', 'gridWorker', 'communityStaff'], input: {} },
  'account.decideMembership': {
    callers: ['captain', 'gridWorker', 'communityStaff'],
    input: { membershipId: 'nothing', decision: 'confirm' },
    told: 'NOT_FOUND',
  },
  // Erasing is tried on people made for it, below
  'account.erase': { callers: 'signedIn', input: { confirm: 'no' }, told: 'INVALID' },
  'area.search': { callers: 'anyone', input: { text: '中兴' } },
  'area.children': { callers: 'anyone', input: { parentId: city } },
  'area.building': { callers: 'anyone', input: { buildingId: own.buildingId } },
  'area.locate': { callers: 'anyone', input: { point } },
  'area.around': { callers: 'anyone', input: { point } },
  'area.coverage': { callers: overseers, input: {} },
  'area.staff': { callers: ['communityStaff', 'streetStaff'], input: { gridId: 'nothing' }, told: 'INVALID' },
  'area.changeWorker': {
    callers: ['communityStaff', 'streetStaff'],
    input: { gridId: 'nothing', version: 0, leavingId: 'nobody' },
    told: 'INVALID',
  },
  'area.moveItems': { callers: overseers, input: { generationId: 'nothing' }, told: 'CONFLICT' },
  'item.mine': { callers: 'signedIn', input: {} },
  'item.queue': { callers: 'staff', input: {} },
  'item.newUpload': { callers: 'signedIn', input: {} },
  'item.addPhoto': { callers: 'signedIn', input: { upload: 'uploads/nothing' }, told: 'INVALID' },
  'hazard.categories': { callers: 'anyone', input: {} },
  'hazard.nearby': { callers: 'anyone', input: { category: 'fireExit', point } },
  'hazard.report': {
    callers: 'signedIn',
    input: { category: 'noSuchCategory', description: '楼道堵了', buildingId: own.buildingId },
    told: 'INVALID',
  },
  'hazard.editCategory': {
    callers: ['districtStaff', 'cityStaff'],
    input: {
      id: 'fireExit',
      version: 999,
      name: '消防通道堵塞',
      hint: '楼道被堵',
      severity: 'urgent',
      acceptHours: 4,
      resolveHours: 48,
      departmentKind: 'fire',
      duplicateRadius: 80,
    },
    told: 'CONFLICT',
  },
})
