import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

const root = 'cloud://test-env.7465-test-env-1250000000/'

/** CloudBase's file storage in a temporary folder. Paths are those of the bucket: `uploads/a.jpg`. */
export class Storage {
  readonly folder = mkdtempSync(join(tmpdir(), 'cloudbase-'))

  fileId = (path: string) => `${root}${path}`

  /** Path of a file id of this bucket; undefined for any other text. */
  pathOf = (fileId: string) => (fileId.startsWith(root) ? fileId.slice(root.length) : undefined)

  put(path: string, bytes: Uint8Array) {
    const file = this.place(path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }

  get(path: string): Buffer | undefined {
    const file = this.place(path)
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined
  }

  /** False when there is no such file. */
  remove(path: string): boolean {
    if (!this.get(path)) return false
    rmSync(this.place(path))
    return true
  }

  paths(): string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)))
      .sort()
  }

  close() {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** The file of a path, which never leaves the folder. */
  private place(path: string) {
    const file = join(this.folder, path)
    if (relative(this.folder, file).startsWith('..')) throw new Error(`${path} is outside the bucket`)
    return file
  }
}
