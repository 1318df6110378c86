import { makeAutoObservable, toJS } from 'mobx'
import { storage } from '@/platform/storage'

const prefix = 'draft.'

/** Throws every draft on this device away. */
export const forgetDrafts = (): void => storage.forget(prefix)

/** What a person is typing, kept on the device at every change until it is sent or thrown away. Plain JSON values only. */
export class Draft<T extends object> {
  value: T
  /** Something was restored from an earlier visit. */
  restored = false

  /** `key` names the form, and the person where several share a device. */
  constructor(
    private readonly key: string,
    private readonly blank: () => T,
  ) {
    const stored = storage.read<Partial<T>>(this.storageKey)
    this.value = { ...blank(), ...stored }
    this.restored = stored !== undefined
    makeAutoObservable<this, 'key' | 'blank'>(this, { key: false, blank: false }, { autoBind: true })
  }

  set(change: Partial<T>): void {
    Object.assign(this.value, change)
    storage.write(this.storageKey, toJS(this.value))
  }

  /** Back to a blank form, here and on the device. */
  clear(): void {
    this.value = this.blank()
    this.restored = false
    storage.write(this.storageKey, undefined)
  }

  private get storageKey(): string {
    return prefix + this.key
  }
}
