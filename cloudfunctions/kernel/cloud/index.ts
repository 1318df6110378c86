import { cryptoRandom, hmacSecrets, systemClock } from '../node'
import type { Ports } from '../ports'
import { cloudFiles } from './files'
import { cloudMessages, type Env } from './messages'
import { cloudModeration } from './moderation'
import { openCloud } from './sdk'
import { cloudStore } from './store'

/** The ports on WeChat's cloud. `env` holds the city's secret and template ids; docs/deployment.md lists them. */
export function cloudPorts(env: Env = process.env): Ports {
  const cloud = openCloud()
  const random = cryptoRandom()
  return {
    store: cloudStore(cloud.database({ throwOnNotFound: false }), random),
    files: cloudFiles(cloud),
    clock: systemClock(),
    messages: cloudMessages(cloud, env),
    moderation: cloudModeration(cloud),
    random,
    secrets: hmacSecrets(env.HEHE_SECRET),
  }
}

export { identify } from './identity'
