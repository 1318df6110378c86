import { accountActions } from '../cloudfunctions/account/actions'
import { areaActions } from '../cloudfunctions/area/actions'
import { bookingActions } from '../cloudfunctions/booking/actions'
import { deliberationActions } from '../cloudfunctions/deliberation/actions'
import { hazardActions } from '../cloudfunctions/hazard/actions'
import { itemActions } from '../cloudfunctions/item/actions'
import type { Action } from '../cloudfunctions/kernel/action'
import { mediationActions } from '../cloudfunctions/mediation/actions'

/** Every action of the product, as the cloud functions declare them. */
export const allActions: readonly Action[] = [
  ...accountActions,
  ...areaActions,
  ...itemActions,
  ...hazardActions,
  ...mediationActions,
  ...bookingActions,
  ...deliberationActions,
]
