import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CollectionName } from '../cloudfunctions/kernel/collections'
import { buildDemoCity, demoSeed } from './demo/city'
import { moveInto, removeIfThere } from './disk'
import { savePersonas } from './personas'
import { type LocalStore, openStore } from './store'

const storeName = 'city.sqlite'

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
  const file = join(folder, storeName)
  if (!existsSync(file)) await foundCity(folder, file, options)
  return openStore(file)
}

async function foundCity(folder: string, file: string, { demo, now }: CityOptions) {
  const draft = `${file}.draft`
  const sideFiles = [`${draft}-wal`, `${draft}-shm`]
  for (const left of [draft, ...sideFiles]) removeIfThere(left)
  const store = openStore(draft)
  if (demo) await loadDemoCity(store, folder, now)
  await store.close()
  for (const empty of sideFiles) removeIfThere(empty)
  moveInto(draft, file)
}

async function loadDemoCity(store: LocalStore, folder: string, now: string) {
  const { docs, personas } = buildDemoCity({ seed: demoSeed, now })
  for (const collection of Object.keys(docs) as CollectionName[]) await store.load(collection, docs[collection] ?? [])
  savePersonas(folder, personas)
}
