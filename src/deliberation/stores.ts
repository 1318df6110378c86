import type { Answer } from '@contract'
import { Reading } from '@/service'
import { type Stores, useStores } from '@/stores'
import { Votes } from './votes'

/** What the pages of this subpackage share. */
export class DeliberationStores {
  readonly groups: Reading<Answer<'deliberation.groups'>>
  readonly votes: Votes

  constructor(stores: Stores) {
    this.groups = new Reading(() => stores.call('deliberation.groups', {}))
    this.votes = new Votes(stores.call, stores.outbox)
  }

  find(groupId: string | undefined) {
    return this.groups.value?.groups.find((group) => group.groupId === groupId)
  }
}

const made = new WeakMap<Stores, DeliberationStores>()

export function useDeliberation(): DeliberationStores {
  const stores = useStores()
  let deliberation = made.get(stores)
  if (!deliberation) {
    deliberation = new DeliberationStores(stores)
    made.set(stores, deliberation)
  }
  return deliberation
}
