import { storage } from './storage'

const key = 'persona'

/** A browser has no WeChat account: one plays a demo person, chosen on the page 演示身份. */
export const identity = {
  /** People choose who they are here. */
  chosen: true,
  /** Id of whoever uses this device, undefined when nobody is signed in. */
  current: (): string | undefined => storage.read<string>(key),
  choose(id: string | undefined): void {
    storage.write(key, id)
  },
}
