import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Bytes of a file; undefined when it is not there. */
export function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Writes a file whole or not at all: a process killed at any moment leaves the old one or the new one. */
export function writeWhole(path: string, content: Uint8Array | string, mode = 0o644) {
  const draft = `${path}.${process.pid}.draft`
  const file = openSync(draft, 'w', mode)
  try {
    const bytes = Buffer.from(content)
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  moveInto(draft, path)
}

/** Renames a finished file and makes the new name last through a power cut. */
export function moveInto(from: string, to: string) {
  renameSync(from, to)
  const folder = openSync(dirname(to), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

export const removeIfThere = (path: string) => rmSync(path, { force: true })
