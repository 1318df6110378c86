import { api, type Options } from './api'

/** The phone's own files. Temporary ones live as long as the page, saved ones as long as the storage of the context. */

const temporary = new Map<string, Blob>()
const saved = 'wxfile:'

/** Gives bytes a temporary path, as the album does. */
export function addTemporary(bytes: Blob): string {
  const extension = bytes.type.split('/')[1]?.replace('jpeg', 'jpg') ?? 'dat'
  const path = `http://tmp/${temporary.size + 1}.${extension}`
  temporary.set(path, bytes)
  return path
}

const asDataUrl = (bytes: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(bytes)
  })

/** Bytes at a path. Throws as WeChat does when there are none. */
export async function readFile(path: string): Promise<Blob> {
  const found = temporary.get(path)
  if (found) return found
  const text = localStorage.getItem(saved + path)
  if (text === null) throw new Error(`no such file or directory, open '${path}'`)
  return (await fetch(text)).blob()
}

/** An address that an `<img>` can show; other addresses pass unchanged. */
export function addressOf(path: string): string {
  const found = temporary.get(path)
  if (found) return URL.createObjectURL(found)
  return localStorage.getItem(saved + path) ?? path
}

async function saveFile({ tempFilePath }: Options) {
  const bytes = await readFile(tempFilePath)
  const savedFilePath = `wxfile://store_${Date.now()}_${tempFilePath.split('/').pop()}`
  localStorage.setItem(saved + savedFilePath, await asDataUrl(bytes))
  temporary.delete(tempFilePath)
  return { savedFilePath }
}

function removeFile({ filePath }: Options) {
  if (localStorage.getItem(saved + filePath) === null) throw new Error(`no such file or directory '${filePath}'`)
  localStorage.removeItem(saved + filePath)
}

export const files = () => ({
  env: { USER_DATA_PATH: 'http://usr' },
  getFileSystemManager: () => ({
    saveFile: api('saveFile', saveFile),
    removeSavedFile: api('removeSavedFile', removeFile),
    unlink: api('unlink', removeFile),
    access: api('access', async ({ path }) => void (await readFile(path))),
    getFileInfo: api('getFileInfo', async ({ filePath }) => ({ size: (await readFile(filePath)).size })),
  }),
})
