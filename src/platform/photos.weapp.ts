import Taro from '@tarojs/taro'
import type { LocalPhoto, PhotoSource } from './types'

/** Lets the person take or pick photos and makes them small enough for a slow network; empty when they change their mind. */
export async function choosePhotos(count: number, sources: PhotoSource[]): Promise<LocalPhoto[]> {
  const chosen = await Taro.chooseMedia({
    count,
    mediaType: ['image'],
    sourceType: sources,
    sizeType: ['compressed'],
  }).catch(() => undefined)
  return Promise.all((chosen?.tempFiles ?? []).map((f) => compressed(f.tempFilePath, f.size)))
}

const worthCompressing = 600 * 1024

async function compressed(path: string, size: number): Promise<LocalPhoto> {
  if (size < worthCompressing) return { path, size }
  const smaller = await Taro.compressImage({ src: path, quality: 70 }).catch(() => undefined)
  return smaller ? { path: smaller.tempFilePath } : { path, size }
}

/** Shows photos full screen, starting with `current`. */
export const previewPhotos = (urls: string[], current: string): void => {
  Taro.previewImage({ urls, current }).catch(() => {})
}

/** A path that outlives this launch, for a report that waits for the network. */
export const keepPhoto = (path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    Taro.getFileSystemManager().saveFile({
      tempFilePath: path,
      success: (r) => resolve(r.savedFilePath),
      fail: (r) => reject(new Error(r.errMsg)),
    })
  })

/** Frees a kept photo once it is sent. */
export const dropPhoto = (path: string): void => {
  Taro.getFileSystemManager().removeSavedFile({ filePath: path, fail: () => {} })
}
