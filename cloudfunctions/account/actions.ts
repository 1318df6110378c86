import { inbox, markRead } from './inbox'
import { me } from './me'
import { decideMembership, joinBuilding, leaveBuilding, memberships } from './membership'
import { erase, exportOwn } from './privacy'
import { allowMessages, saveProfile } from './profile'

export const accountActions = [
  me,
  saveProfile,
  allowMessages,
  joinBuilding,
  leaveBuilding,
  memberships,
  decideMembership,
  inbox,
  markRead,
  exportOwn,
  erase,
]
