import Taro from '@tarojs/taro'
import type { LocalPhoto, PhotoSource } from './types'

/** Lets the person take or pick photos; empty when they change their mind. */
export const choosePhotos = (count: number, sources: PhotoSource[]): Promise<LocalPhoto[]> =>
  Taro.chooseImage({ count, sourceType: sources, sizeType: ['compressed'] }).then(
    (r) => r.tempFiles.slice(0, count).map((f) => ({ path: f.path, size: f.size })),
    () => [],
  )

/** Shows photos full screen, starting with `current`. */
export const previewPhotos = (urls: string[], current: string): void => {
  void Taro.previewImage({ urls, current })
}

/** A path that outlives this page, for a report that waits for the network. */
export async function keepPhoto(path: string): Promise<string> {
  const blob = await (await fetch(path)).blob()
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}

/** Nothing to free: a kept photo lives in the entry that names it. */
export const dropPhoto = (_path: string): void => {}
