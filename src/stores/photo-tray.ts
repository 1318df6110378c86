import type { ActionError } from '@contract/errors'
import { limits } from '@contract/limits'
import { makeAutoObservable, runInAction } from 'mobx'
import { newRequestId } from '@/platform/client'
import { uploadPhoto } from '@/platform/files'
import type { LocalPhoto } from '@/platform/types'
import type { WaitingPhoto } from './outbox'
import { asActionError } from './paged'

export interface TrayPhoto {
  key: string
  /** On this device; may be gone after a restart, when `fileId` still counts. */
  path: string
  state: 'uploading' | 'done' | 'failed'
  fileId?: string
  /** Why it failed, in Chinese. */
  error?: string
  /** Sending it again may help. */
  retry?: boolean
}

/** Photos of a form: each goes up as soon as it is chosen, and one that fails may be sent again or left to the outbox. */
export class PhotoTray {
  photos: TrayPhoto[] = []

  /** `stored` is what `stored` of an earlier tray gave; `onChange` keeps the draft. */
  constructor(
    stored: readonly StoredPhoto[] = [],
    private readonly onChange: (stored: StoredPhoto[]) => void = () => {},
  ) {
    this.photos = stored.map((p) => ({ ...p, state: p.fileId ? 'done' : 'failed', retry: !p.fileId }))
    makeAutoObservable<this, 'onChange'>(this, { onChange: false }, { autoBind: true })
  }

  get room(): number {
    return limits.photos - this.photos.length
  }
  get uploading(): boolean {
    return this.photos.some((p) => p.state === 'uploading')
  }
  /** For the outbox: uploaded ids, and paths still to upload. Photos that can never be sent are left out. */
  get waiting(): WaitingPhoto[] {
    return this.photos.flatMap((p): WaitingPhoto[] => {
      if (p.fileId) return [{ fileId: p.fileId }]
      return p.state === 'failed' && !p.retry ? [] : [{ path: p.path }]
    })
  }
  get stored(): StoredPhoto[] {
    return this.photos.map(({ key, path, fileId }) => ({ key, path, fileId }))
  }

  /** Takes in photos, as many as there is room for, and sends them. */
  add(chosen: readonly LocalPhoto[]): void {
    for (const { path, size } of chosen.slice(0, this.room)) {
      const key = newRequestId()
      if (size !== undefined && size > limits.photoBytes) {
        this.photos.push({ key, path, state: 'failed', error: '照片超过 10 MB，请换一张', retry: false })
      } else {
        this.photos.push({ key, path, state: 'uploading' })
        void this.upload(key)
      }
    }
    this.onChange(this.stored)
  }

  retry(key: string): void {
    this.update(key, { state: 'uploading', error: undefined })
    void this.upload(key)
  }

  remove(key: string): void {
    this.photos = this.photos.filter((p) => p.key !== key)
    this.onChange(this.stored)
  }

  clear(): void {
    this.photos = []
    this.onChange([])
  }

  private async upload(key: string): Promise<void> {
    const photo = this.photos.find((p) => p.key === key)
    if (!photo) return
    try {
      const fileId = await uploadPhoto(photo.path)
      this.update(key, { state: 'done', fileId })
    } catch (error) {
      const failure: ActionError = asActionError(error)
      this.update(key, { state: 'failed', error: failure.message, retry: failure.code !== 'INVALID' })
    }
  }

  private update(key: string, change: Partial<TrayPhoto>): void {
    runInAction(() => {
      const photo = this.photos.find((p) => p.key === key)
      if (photo) Object.assign(photo, change)
    })
    this.onChange(this.stored)
  }
}

/** What a draft keeps of a photo. */
export type StoredPhoto = Pick<TrayPhoto, 'key' | 'path' | 'fileId'>
