import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readIfThere, writeWhole } from './disk'

/** The city's secret of this machine, made at the first start in `folder`/secret and readable by its owner alone. */
export function openSecret(folder: string): string {
  const file = join(folder, 'secret')
  const stored = readIfThere(file)
  if (stored) return stored.toString().trim()
  const made = randomBytes(32).toString('hex')
  writeWhole(file, `${made}\n`, 0o600)
  return made
}
