import { timingSafeEqual } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock, Files, Random, Secrets } from '../cloudfunctions/kernel/ports'
import { removeIfThere, writeWhole } from './disk'

/** Files in a folder, and what stands for the client's direct upload into cloud storage. */
export interface LocalFiles extends Files {
  /** Holds the bytes of an upload until `takeUpload`; answers its name. */
  holdUpload(bytes: Uint8Array): string
  /** Whether `until` and `mac` are what `url` gave for this file, and not over yet. */
  isSigned(id: string, until: string, mac: string): boolean
}

/** Bytes of uploads held at once; the oldest go first, and their owners are asked to add the photo again. */
const mostHeld = 256 * 1024 * 1024

const isFileId = (id: string) => /^[\w-]{1,64}$/.test(id)

const hour = 3_600_000

/**
 * Keeps files as `folder`/<id>, each written whole. Uploads are held in memory only, because they still carry the
 * position where the photo was taken.
 */
export function openFiles(folder: string, ports: { clock: Clock; random: Random; secrets: Secrets }): LocalFiles {
  mkdirSync(folder, { recursive: true })
  const held = new Map<string, Uint8Array>()
  let heldBytes = 0
  const signature = (id: string, until: string) => ports.secrets.mac('file-url', `${id}|${until}`)

  function release(upload: string): Uint8Array | undefined {
    const bytes = held.get(upload)
    if (bytes && held.delete(upload)) heldBytes -= bytes.length
    return bytes
  }

  return {
    async put(id, bytes) {
      if (!isFileId(id)) throw new Error('a file id that is no file name')
      writeWhole(join(folder, id), bytes)
    },
    async get(id) {
      if (!isFileId(id)) return undefined
      return readFile(join(folder, id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
    },
    async remove(id) {
      if (isFileId(id)) removeIfThere(join(folder, id))
    },
    async url(id) {
      // To the end of the next hour, so that a page asked for twice names the same address and the picture stays cached
      const until = String((Math.floor(Date.parse(ports.clock.now()) / hour) + 2) * hour)
      return `/files/${id}?until=${until}&mac=${signature(id, until)}`
    },
    async takeUpload(upload) {
      return release(upload)
    },
    async removeUploads(paths) {
      for (const path of paths) release(path)
      return [...paths]
    },
    holdUpload(bytes) {
      const upload = `uploads/${ports.random.id()}`
      held.set(upload, bytes)
      heldBytes += bytes.length
      for (const oldest of held.keys()) {
        if (heldBytes <= mostHeld) break
        release(oldest)
      }
      return upload
    },
    isSigned(id, until, mac) {
      if (!/^\d{1,16}$/.test(until) || Number(until) <= Date.parse(ports.clock.now())) return false
      const right = Buffer.from(signature(id, until))
      const given = Buffer.from(mac)
      return right.length === given.length && timingSafeEqual(right, given)
    },
  }
}
