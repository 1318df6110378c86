import { type Stores, useStores } from '@/stores'
import { Categories } from './categories'
import { SentReports } from './sent-reports'

/** What the pages of this subpackage share. */
export class HazardStores {
  readonly categories: Categories
  readonly sent: SentReports
  /** A receipt on its way to the page that follows it: never in an address. */
  receiptToFollow?: string = undefined

  constructor(stores: Stores) {
    this.categories = new Categories(stores.call)
    this.sent = new SentReports(stores.outbox)
  }
}

const made = new WeakMap<Stores, HazardStores>()

export function useHazard(): HazardStores {
  const stores = useStores()
  let hazard = made.get(stores)
  if (!hazard) {
    hazard = new HazardStores(stores)
    made.set(stores, hazard)
  }
  return hazard
}
