import type { Server } from 'node:net'
import { newServer } from './door/answer'
import { callRoute } from './door/call'
import { demoRoutes } from './door/demo'
import { fileRoutes } from './door/files'
import { pageRoutes } from './door/page'
import { type HouseOptions, openHouse } from './house'

export interface HostOptions extends Omit<HouseOptions, 'rateFactor'> {
  /** 0 for any free one. */
  port: number
  /** Address to listen on; this machine only, unless told. */
  host?: string
  /** Multiplies every action's hourly limit; generous, because a demonstration or a script is one person in a hurry. */
  rateFactor?: number
  /** Folder of the built H5 client. */
  pageDir: string
}

export interface Host {
  /** Where it listens: `http://127.0.0.1:8787`. */
  url: string
  /** Answers what was asked already, then closes the store. */
  close(): Promise<void>
}

export const defaultRateFactor = 100

/** Connections that may wait to be taken: a whole street that votes at once. */
const backlog = 4096
/** Milliseconds that requests under way have to finish when the host closes. */
const drainTime = 8_000
const sweepPause = 50

/** Opens the city in `dataDir` and the local host's door to it. */
export async function startHost(options: HostOptions): Promise<Host> {
  const { host = '127.0.0.1', port, pageDir, rateFactor = defaultRateFactor } = options
  const house = await openHouse({ ...options, rateFactor })
  const server = await newServer()
  callRoute(server, house)
  fileRoutes(server, house)
  demoRoutes(server, house)
  server.get('/healthz', () => ({ ok: true }))
  await pageRoutes(server, pageDir)
  try {
    await server.listen({ host, port, backlog })
  } catch (error) {
    // Somebody else holds the port
    await house.close()
    throw error
  }
  house.due.start()
  return {
    url: urlOf(server.server.address(), host),
    async close() {
      // A connection that was busy when the closing began is kept alive afterwards, waiting for more
      const sweep = setInterval(() => server.server.closeIdleConnections(), sweepPause)
      const enough = setTimeout(() => server.server.closeAllConnections(), drainTime)
      await server.close()
      clearInterval(sweep)
      clearTimeout(enough)
      await house.close()
    },
  }
}

function urlOf(address: ReturnType<Server['address']>, host: string): string {
  const port = address && typeof address === 'object' ? address.port : 0
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
