import type { ActionError } from '@contract/errors'
import type { HazardCategory } from '@contract/hazard'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { storage } from '@/platform/storage'
import { asActionError } from '@/stores'

const storageKey = 'hazard.categories'

/** The city's list of hazards. The last one read is kept on the device, so that one can report without a network. */
export class Categories {
  list: HazardCategory[]
  error?: ActionError = undefined

  constructor(private readonly call: Call) {
    this.list = storage.read<HazardCategory[]>(storageKey) ?? []
    makeAutoObservable<this, 'call'>(this, { call: false }, { autoBind: true })
  }

  find(id: string | undefined): HazardCategory | undefined {
    return this.list.find((category) => category.id === id)
  }

  /** Reads the list again. Never throws: see `error`; the kept list stays in use. */
  async load(): Promise<void> {
    this.error = undefined
    try {
      const { categories } = await this.call('hazard.categories', {})
      storage.write(storageKey, categories)
      runInAction(() => {
        this.list = categories
      })
    } catch (error) {
      runInAction(() => {
        this.error = asActionError(error)
      })
    }
  }
}
