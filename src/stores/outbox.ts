import type { ActionName, Answer, Request } from '@contract'
import type { ErrorBody } from '@contract/errors'
import { makeAutoObservable, runInAction, toJS } from 'mobx'
import type { Call } from '@/platform/client'
import { newRequestId } from '@/platform/client'
import { uploadPhoto } from '@/platform/files'
import { identity } from '@/platform/identity'
import { dropPhoto, keepPhoto } from '@/platform/photos'
import { storage } from '@/platform/storage'
import { asActionError } from './paged'

const storageKey = 'outbox'

/** A photo of a waiting write: uploaded, or still on this device. */
export type WaitingPhoto = { fileId: string } | { path: string }

/**
 * `waiting` for the network; `sending` now; `refused` by the server for the reason in `error`; `sent`, with an answer
 * that the person has not seen yet (a receipt code comes only once).
 */
export type EntryState = 'waiting' | 'sending' | 'refused' | 'sent'

export interface OutboxEntry<N extends ActionName = ActionName> {
  /** Also the request id of every attempt: however often it is sent, the server does it once. */
  requestId: string
  /** Whose it is; another person on the same device neither sees nor sends it. */
  owner: string
  name: N
  input: Request<N>
  /** Photos that go into `input.photos` when all are uploaded. */
  photos?: WaitingPhoto[]
  /** What it is, in the list of what waits: `电动车违规充电`. */
  title: string
  /** ISO 8601 by this device's clock. */
  at: string
  state: EntryState
  error?: ErrorBody
  answer?: Answer<N>
}

export type Submitted<N extends ActionName> = { answer: Answer<N> } | { queued: OutboxEntry<N> }

/**
 * Writes that must not be lost: each is stored with its request id before the first attempt, and sent again until the
 * server has answered. What the server refuses stays with the reason, so that the person can mend it.
 */
export class Outbox {
  /** Whose entries are in sight and sent. */
  owner = identity.current() ?? ''
  private all: OutboxEntry[] = []
  private flushing?: Promise<void> = undefined

  /** `onSent`: something that waited has arrived, and lists of it are out of date. */
  constructor(
    private readonly call: Call,
    private readonly onSent: () => void = () => {},
  ) {
    makeAutoObservable<this, 'call' | 'onSent' | 'flushing'>(
      this,
      { call: false, onSent: false, flushing: false },
      { autoBind: true },
    )
    // Whatever was on its way when the app was closed may or may not have arrived: the same id makes asking again safe.
    this.all = (storage.read<OutboxEntry[]>(storageKey) ?? []).map((e) =>
      e.state === 'sending' ? { ...e, state: 'waiting' } : e,
    )
  }

  /** The signed-in person's entries, oldest first. */
  get entries(): OutboxEntry[] {
    return this.all.filter((e) => e.owner === this.owner)
  }

  /**
   * Sends a write now, or keeps it for later when there is no answer.
   * Throws ActionError when the server refuses it; nothing is kept then.
   */
  async submit<N extends ActionName>(
    name: N,
    input: Request<N>,
    about: { title: string; photos?: WaitingPhoto[] },
  ): Promise<Submitted<N>> {
    const entry: OutboxEntry<N> = {
      requestId: newRequestId(),
      owner: this.owner,
      name,
      input,
      photos: about.photos,
      title: about.title,
      at: new Date().toISOString(),
      state: 'sending',
    }
    runInAction(() => this.all.push(entry as unknown as OutboxEntry))
    this.save()
    try {
      const answer = await this.attempt<N>(entry.requestId)
      this.drop(entry.requestId)
      return { answer }
    } catch (error) {
      const failure = asActionError(error)
      if (failure.code === 'UNAVAILABLE') {
        // Still `sending` here, so that no flush starts on photos that are being moved
        await this.keepPhotos(entry.requestId)
        this.update(entry.requestId, { state: 'waiting' })
        return { queued: entry }
      }
      this.drop(entry.requestId)
      throw failure
    }
  }

  /** Another person uses the device now. */
  setOwner(owner: string | undefined): void {
    this.owner = owner ?? ''
  }

  /** Sends what waits, oldest first; stops at the first that finds no answer. Never throws; two calls at once are one. */
  flush(): Promise<void> {
    this.flushing ??= this.flushAll().finally(() => {
      this.flushing = undefined
    })
    return this.flushing
  }

  /** The person has seen the answer, or gives a refused or waiting entry up. */
  drop(requestId: string): void {
    const entry = this.all.find((e) => e.requestId === requestId)
    for (const photo of entry?.photos ?? []) if ('path' in photo) dropPhoto(photo.path)
    runInAction(() => {
      this.all = this.all.filter((e) => e.requestId !== requestId)
    })
    this.save()
  }

  /** Gives up everything of the signed-in person. */
  clear(): void {
    for (const { requestId } of this.entries) this.drop(requestId)
  }

  private async flushAll(): Promise<void> {
    for (const { requestId } of this.entries.filter((e) => e.state === 'waiting')) {
      this.update(requestId, { state: 'sending' })
      try {
        const answer = await this.attempt(requestId)
        // What was written has done its work; of a confidential report above all no copy may stay on the phone
        this.update(requestId, { state: 'sent', answer, error: undefined, input: {}, photos: undefined })
        this.onSent()
      } catch (error) {
        const failure = asActionError(error)
        if (failure.code === 'UNAVAILABLE' || failure.code === 'LIMITED') {
          this.update(requestId, { state: 'waiting' })
          return
        }
        this.update(requestId, { state: 'refused', error: failure.toBody() })
      }
    }
  }

  private async attempt<N extends ActionName>(requestId: string): Promise<Answer<N>> {
    const entry = this.all.find((e) => e.requestId === requestId) as unknown as OutboxEntry<N>
    const photos = entry.photos && { photos: await this.upload(requestId, entry.photos) }
    return this.call(entry.name, { ...toJS(entry.input), ...photos }, { requestId })
  }

  /** Uploads what is still on the device, and remembers each id at once so that a later attempt sends it no second time. */
  private async upload(requestId: string, photos: WaitingPhoto[]): Promise<string[]> {
    const ids: string[] = []
    for (const [at, photo] of photos.entries()) {
      if ('fileId' in photo) {
        ids.push(photo.fileId)
        continue
      }
      const fileId = await uploadPhoto(photo.path)
      ids.push(fileId)
      dropPhoto(photo.path)
      const now = this.all.find((e) => e.requestId === requestId)?.photos ?? photos
      this.update(requestId, { photos: now.map((p, i) => (i === at ? { fileId } : p)) })
    }
    return ids
  }

  /** Moves photos to where they outlive this launch. One that cannot be kept stays where it is and may still make it. */
  private async keepPhotos(requestId: string): Promise<void> {
    const photos = this.all.find((e) => e.requestId === requestId)?.photos
    if (!photos) return
    const kept = await Promise.all(
      photos.map(async (p) => ('path' in p ? { path: await keepPhoto(p.path).catch(() => p.path) } : p)),
    )
    this.update(requestId, { photos: kept })
  }

  private update(requestId: string, change: Partial<OutboxEntry>): void {
    runInAction(() => {
      this.all = this.all.map((e) => (e.requestId === requestId ? { ...e, ...change } : e))
    })
    this.save()
  }

  private save(): void {
    storage.write(storageKey, this.all.length > 0 ? toJS(this.all) : undefined)
  }
}
