import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CollectionName } from '../cloudfunctions/kernel/collections'
import { hmacSecrets } from '../cloudfunctions/kernel/node'
import { buildDemoCity, demoSeed } from './demo/city'
import { demoDisputes } from './demo/disputes'
import { demoItems, seededRandom, taleClock } from './demo/items'
import type { Persona } from './demo/people'
import { dice } from './demo/random'
import { demoTalk } from './demo/talk'
import { demoVisits } from './demo/visits'
import { openFiles } from './files'
import { foundCity, storeFile } from './founding'
import { localModeration } from './moderation'
import { openOutbox } from './outbox'
import { savePersonas } from './personas'
import { openSecret } from './secret'
import { type LocalStore, openStore } from './store'

export interface CityOptions {
  /** Whether a new city is the demo city; otherwise it starts with nothing. */
  demo: boolean
  /** ISO 8601 UTC. */
  now: string
}

/** Opens the city's store in `folder`, or founds the city there. */
export async function openCity(folder: string, { demo, now }: CityOptions): Promise<LocalStore> {
  const file = storeFile(folder)
  if (!existsSync(file))
    await foundCity(folder, async (store) => {
      if (demo) await loadDemoCity(store, folder, now)
    })
  return openStore(file)
}

async function loadDemoCity(store: LocalStore, folder: string, now: string) {
  const { docs, personas } = buildDemoCity({ seed: demoSeed, now })
  for (const collection of Object.keys(docs) as CollectionName[]) await store.load(collection, docs[collection] ?? [])
  await liveDemoPast(store, folder, personas, now)
  savePersonas(folder, personas)
}

/** Fills the new city with what its people booked, reported and talked about in the days before. */
async function liveDemoPast(store: LocalStore, folder: string, personas: readonly Persona[], now: string) {
  const clock = taleClock(now)
  const random = seededRandom(dice(demoSeed))
  const secrets = hmacSecrets(openSecret(folder))
  const files = openFiles(join(folder, 'files'), { clock, random, secrets })
  const ports = { store, clock, random, secrets, files, messages: openOutbox(), moderation: localModeration() }
  await demoVisits(ports, clock, now)
  await demoTalk(ports, clock, personas, now)
  await demoDisputes(ports, clock, personas, now)
  await demoItems(ports, clock, personas, now)
}
