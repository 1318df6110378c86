import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CollectionName } from '../cloudfunctions/kernel/collections'
import { hmacSecrets } from '../cloudfunctions/kernel/node'
import { buildDemoCity, demoSeed } from './demo/city'
import { demoItems, seededRandom, taleClock } from './demo/items'
import type { Persona } from './demo/people'
import { dice } from './demo/random'
import { moveInto, removeIfThere } from './disk'
import { openFiles } from './files'
import { localModeration } from './moderation'
import { openOutbox } from './outbox'
import { savePersonas } from './personas'
import { openSecret } from './secret'
import { type LocalStore, openStore } from './store'

/** The file of the city's store in `folder`. */
export const storeFile = (folder: string) => join(folder, 'city.sqlite')

export interface CityOptions {
  /** Whether a new city is the demo city; otherwise it starts with nothing. */
  demo: boolean
  /** ISO 8601 UTC. */
  now: string
}

/**
 * Opens the city's store in `folder`, or founds the city there. A new city is made under another name and renamed when
 * it is whole, so that a process killed meanwhile leaves none and the next one begins anew.
 */
export async function openCity(folder: string, options: CityOptions): Promise<LocalStore> {
  const file = storeFile(folder)
  if (!existsSync(file))
    await fillNewCity(folder, async (store) => {
      if (options.demo) await loadDemoCity(store, folder, options.now)
    })
  return openStore(file)
}

/** Founds a city in `folder`, where there is none, with what `fill` puts into it. */
export async function fillNewCity(folder: string, fill: (store: LocalStore) => Promise<void>): Promise<void> {
  const file = storeFile(folder)
  const draft = `${file}.draft`
  const sideFiles = [`${draft}-wal`, `${draft}-shm`]
  for (const left of [draft, ...sideFiles]) removeIfThere(left)
  const store = openStore(draft)
  await fill(store)
  await store.close()
  for (const empty of sideFiles) removeIfThere(empty)
  moveInto(draft, file)
}

async function loadDemoCity(store: LocalStore, folder: string, now: string) {
  const { docs, personas } = buildDemoCity({ seed: demoSeed, now })
  for (const collection of Object.keys(docs) as CollectionName[]) await store.load(collection, docs[collection] ?? [])
  await liveDemoPast(store, folder, personas, now)
  savePersonas(folder, personas)
}

/** Fills the new city with what its people reported in the days before. */
async function liveDemoPast(store: LocalStore, folder: string, personas: readonly Persona[], now: string) {
  const clock = taleClock(now)
  const random = seededRandom(dice(demoSeed))
  const secrets = hmacSecrets(openSecret(folder))
  const files = openFiles(join(folder, 'files'), { clock, random, secrets })
  const ports = { store, clock, random, secrets, files, messages: openOutbox(), moderation: localModeration() }
  await demoItems(ports, clock, personas, now)
}
