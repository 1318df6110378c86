import type { AppConfig } from '../../protocol'
import { api, type Options } from './api'
import { addTemporary, readFile } from './files'
import { answers, type Phone } from './phone'
import { guarded } from './privacy'

let taken = 0

/** One more picture of the album at each opening, as temporary files. Throws `cancel` when the album is empty. */
async function pick() {
  const album = (answers().pictures ?? []).slice(taken, taken + 1)
  if (album.length === 0) throw new Error('cancel')
  taken += album.length
  return Promise.all(
    album.map(async (address) => {
      const bytes = await (await fetch(address)).blob()
      return { path: addTemporary(bytes), size: bytes.size }
    }),
  )
}

function place({ requiredPrivateInfos = [] }: AppConfig) {
  if (!requiredPrivateInfos.includes('chooseLocation'))
    throw new Error('the api need to be declared in the requiredPrivateInfos field in app.json')
  const answer = answers().place
  if (answer === undefined || answer === 'cancel') throw new Error('cancel')
  return { ...answer }
}

export const media = ({ app }: Phone) => ({
  chooseMedia: guarded('chooseMedia', async () => ({
    type: 'image',
    tempFiles: (await pick()).map(({ path, size }) => ({ tempFilePath: path, size, fileType: 'image' })),
  })),
  chooseImage: guarded('chooseImage', async () => {
    const tempFiles = await pick()
    return { tempFiles, tempFilePaths: tempFiles.map(({ path }) => path) }
  }),
  compressImage: api('compressImage', async ({ src }: Options) => {
    await readFile(src)
    return { tempFilePath: src }
  }),
  chooseLocation: guarded('chooseLocation', () => place(app)),
  openLocation: api('openLocation', () => {}),
})
