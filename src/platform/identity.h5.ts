import { ActionError } from '@contract/errors'
import { storage } from './storage'
import type { Persona } from './types'

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
  /** Whom one may play, from the host's `GET /local/personas`. Throws ActionError. */
  async people(): Promise<Persona[]> {
    const list: unknown = await fetch('/local/personas')
      .then((response) => response.json())
      .catch(() => undefined)
    if (Array.isArray(list)) return list as Persona[]
    throw new ActionError('UNAVAILABLE', '没能取到演示身份，请稍后再试')
  },
}
