import { openCloud } from '../../cloudfunctions/kernel/cloud/sdk'
import { cloudStore } from '../../cloudfunctions/kernel/cloud/store'
import type { Ports } from '../../cloudfunctions/kernel/ports'
import { type CloudBase, startCloudBase } from '.'

/** Ports of which the store is CloudBase's database, by the real SDK. */
export interface OnCloudBase {
  cloudBase: CloudBase
  ports: Ports
  /** Requests of the largest transaction so far. */
  mostInOne(): number
  close(): Promise<void>
}

/** Starts the double of CloudBase's wire and puts its database in place of the store of `ports`. */
export async function onCloudBase(ports: Ports): Promise<OnCloudBase> {
  const before = { ...process.env }
  const cloudBase = await startCloudBase()
  Object.assign(process.env, cloudBase.env)
  const store = cloudStore(openCloud().database({ throwOnNotFound: false }), ports.random)
  let most = 0
  const transaction: Ports['store']['transaction'] = (work) =>
    store.transaction((tx) =>
      work(
        counted(tx, (requests) => {
          most = Math.max(most, requests)
        }),
      ),
    )
  return {
    cloudBase,
    ports: { ...ports, store: { ...store, transaction } },
    mostInOne: () => most,
    async close() {
      process.env = before
      await cloudBase.close()
    },
  }
}

/** Counts the requests of one transaction: on the cloud each write is preceded by a look at what is there. */
function counted<T extends object>(tx: T, note: (requests: number) => void): T {
  let requests = 0
  return new Proxy(tx, {
    get: (target, name) => {
      const work = target[name as keyof T]
      if (typeof work !== 'function') return work
      return (...args: unknown[]) => {
        requests += name === 'get' ? 1 : 2
        note(requests)
        return work(...args)
      }
    },
  })
}
