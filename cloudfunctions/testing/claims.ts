import type { MembershipDoc } from '../kernel/collections'
import type { Fresh } from '../kernel/ports'
import { start } from './world'

/** Claims of as many people to live behind one door of `b1`, none of them decided; `over` says what is otherwise of each. */
export const madeClaims = (count: number, over: (i: number) => Partial<MembershipDoc>): Fresh<MembershipDoc>[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `m${String(i).padStart(3, '0')}`,
    personId: `p${i}`,
    personName: '',
    buildingId: 'b1',
    buildingName: '和合大院1号楼',
    gridId: 'c1-g1',
    communityId: 'c1',
    unit: '1-101',
    relation: 'family',
    state: 'pending',
    at: start,
    pendingGrid: 'c1-g1',
    ...over(i),
  }))
