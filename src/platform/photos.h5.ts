import { ActionError } from '@contract/errors'
import Taro from '@tarojs/taro'
import { getBlob, putBlob, removeBlob } from './blobs.h5'
import { newRequestId } from './request-id'
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

const kept = 'kept:'

/** A path that outlives this page, for a report that waits for the network. Rejects when there is no room for it. */
export async function keepPhoto(path: string): Promise<string> {
  if (path.startsWith(kept)) return path
  const key = newRequestId()
  await putBlob(key, await readPhoto(path))
  return kept + key
}

/** Frees a kept photo once it is sent. */
export const dropPhoto = (path: string): void => {
  if (path.startsWith(kept)) void removeBlob(path.slice(kept.length)).catch(() => {})
}

/** The bytes behind a path, chosen or kept. Throws ActionError INVALID when they are gone, as after a reload. */
export async function readPhoto(path: string): Promise<Blob> {
  const blob = await (path.startsWith(kept)
    ? getBlob(path.slice(kept.length))
    : fetch(path).then((r) => r.blob())
  ).catch(() => undefined)
  if (!blob) throw new ActionError('INVALID', '这张照片已失效，请重新选择')
  return blob
}
