import { join } from 'node:path'
import { moveInto, removeIfThere } from './disk'
import { type LocalStore, openStore } from './store'

/** The file of the city's store in `folder`. */
export const storeFile = (folder: string) => join(folder, 'city.sqlite')

/**
 * Founds a city in `folder`, where there is none, with what `fill` puts into it. It is made under another name and
 * renamed when it is whole, so that a process killed meanwhile leaves none and the next one begins anew.
 */
export async function foundCity(folder: string, fill: (store: LocalStore) => Promise<void>): Promise<void> {
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
