import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Changes } from './plan/documents'

/**
 * Writes changes as CloudBase's import takes them: for each collection a file of JSON Lines to import with the mode
 * Upsert, and one that lists the ids of documents to delete before: an upsert may leave the fields that a document has
 * lost. The folder is made anew, whole or not at all.
 */
export function writeForCloud(folder: string, changes: Changes): void {
  const draft = `${folder}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  for (const [collection, written, removed] of changes.collections()) {
    const lines = written.map(
      ({ id, version, ...fields }) => `${JSON.stringify({ _id: id, version: version + 1, ...fields })}\n`,
    )
    if (lines.length > 0) writeFileSync(join(draft, `${collection}.json`), lines.join(''))
    const first = [...removed, ...changes.shortened(collection)]
    if (first.length > 0) writeFileSync(join(draft, `${collection}.remove.txt`), `${first.join('\n')}\n`)
  }
  rmSync(folder, { recursive: true, force: true })
  renameSync(draft, folder)
}
