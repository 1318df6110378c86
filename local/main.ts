import { resolve } from 'node:path'
import { defaultRateFactor, type Host, startHost } from './host'
import { whenLauncherVanishes } from './launcher'

const defaultPort = 8787

/** Runs the host until it is told to stop. Environment: PORT, HOST, DATA_DIR, EMPTY, RATE_FACTOR. */
export async function main(env = process.env) {
  const dataDir = resolve(env.DATA_DIR || '.data')
  const demo = env.EMPTY !== '1'
  const rateFactor = Number(env.RATE_FACTOR || defaultRateFactor)
  const port = Number(env.PORT || defaultPort)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT=${env.PORT} is no port number`)
  if (!(rateFactor > 0)) throw new Error(`RATE_FACTOR=${env.RATE_FACTOR} is no positive number`)
  console.log(`和合: opening the ${demo ? 'demo city' : 'city'} …`)
  const host = await startHost({
    port,
    host: env.HOST || undefined,
    dataDir,
    demo,
    rateFactor,
    pageDir: resolve('dist/h5'),
    log: (line) => console.log(JSON.stringify(line)),
  })
  stopWhenTold(host)
  console.log(`和合 ready: ${host.url}`)
  console.log(`  data in ${dataDir}; hourly limits times ${rateFactor}`)
  if (env.HOST) console.log('  whoever reaches this address can act as anybody in the demo city')
}

function stopWhenTold(host: Host) {
  let stopping = false
  async function stop() {
    if (stopping) return
    stopping = true
    await host.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  whenLauncherVanishes(stop)
}
