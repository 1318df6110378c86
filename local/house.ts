import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { cryptoRandom, hmacSecrets, systemClock } from '../cloudfunctions/kernel/node'
import { type CallLog, pipeline } from '../cloudfunctions/kernel/pipeline'
import type { Ports } from '../cloudfunctions/kernel/ports'
import { allActions } from './actions'
import { openCity } from './city'
import { type LocalClock, openClock } from './clock'
import { type DueWork, dueWork } from './due'
import { type LocalFiles, openFiles } from './files'
import { lockFolder } from './lock'
import { localModeration } from './moderation'
import { type Outbox, openOutbox } from './outbox'
import { openPersonas, type Personas } from './personas'
import { openSecret } from './secret'
import type { LocalStore } from './store'

export interface LocalPorts extends Ports {
  store: LocalStore
  clock: LocalClock
  files: LocalFiles
  messages: Outbox
}

/** Everything of the city that runs on one machine, without a door. */
export interface House {
  ports: LocalPorts
  dispatch: ReturnType<typeof pipeline>
  due: DueWork
  personas: Personas
  /** Finishes what is under way and lets go of the folder. */
  close(): Promise<void>
}

export interface HouseOptions {
  /** Folder of everything that is kept; made when missing. */
  dataDir: string
  /** Whether an empty folder is filled with the demo city. */
  demo: boolean
  /** Multiplies every action's hourly limit. */
  rateFactor: number
  log?: (line: CallLog) => void
}

/** Opens the city kept in `dataDir`, or founds it there. @throws CityInUse */
export async function openHouse({ dataDir, demo, rateFactor, log }: HouseOptions): Promise<House> {
  mkdirSync(dataDir, { recursive: true })
  const unlock = lockFolder(dataDir, () => console.log('和合: waiting for the host that has this city open …'))
  const random = cryptoRandom()
  const secrets = hmacSecrets(openSecret(dataDir))
  const clock = openClock(dataDir, systemClock())
  const files = openFiles(join(dataDir, 'files'), { clock, random, secrets })
  const store = await openCity(dataDir, { demo, now: clock.now() })
  const ports: LocalPorts = {
    store,
    files,
    clock,
    random,
    secrets,
    messages: openOutbox(),
    moderation: localModeration(),
  }
  const due = dueWork(ports)
  return {
    ports,
    dispatch: pipeline(allActions, ports, { rateFactor, log }),
    due,
    personas: openPersonas(dataDir, store),
    async close() {
      await due.stop()
      await store.close()
      unlock()
    },
  }
}
