import { book } from './book'
import { cancel } from './cancel'
import { changeBooking } from './change'
import { get, renewPickupCode } from './get'
import { menu } from './menu'
import { mine } from './mine'
import { findPatron, patrons, registerElder, savePatron, verifyPatron } from './patrons'
import { liftPause, pauses } from './pauses'
import { acceptProxy, grantProxy, proxies, revokeProxy } from './proxies'
import { reconcile } from './reconcile'
import { service, site, sites } from './sites'
import { slots } from './slots'
import { staffActions } from './staff-actions'
import { stepActions } from './steps'
import { acceptOffer, joinWaitlist, leaveWaitlist } from './waitlist'

/** What a resident finds, books and follows. */
const residentActions = [
  sites,
  site,
  service,
  slots,
  menu,
  book,
  cancel,
  changeBooking,
  joinWaitlist,
  leaveWaitlist,
  acceptOffer,
  mine,
  get,
  renewPickupCode,
]

/** For whom one books, and who may. */
const peopleActions = [
  patrons,
  savePatron,
  registerElder,
  findPatron,
  verifyPatron,
  grantProxy,
  acceptProxy,
  revokeProxy,
  proxies,
]

/** What keeps the book in order. */
const keepingActions = [pauses, liftPause, reconcile]

export const bookingActions = [...residentActions, ...peopleActions, ...keepingActions, ...staffActions, ...stepActions]
