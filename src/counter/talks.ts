import type { Answer } from '@contract'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { type BookingDeed, bookingDeed, Reading } from '@/service'
import { dayAt } from '@/ui'

export type Talk = Answer<'booking.appointments'>['appointments'][number]

/** Appointments of my own shifts, and my notes on them. Nothing of it is kept on the device. */
export class Talks {
  readonly reading: Reading<Talk[]>
  readonly deed: BookingDeed
  /** The one whose note is open. */
  open?: { talk: Talk; version?: number; text: string } = undefined

  constructor(
    private readonly call: Call,
    now: () => number,
  ) {
    this.reading = new Reading(
      async () => (await call('booking.appointments', { from: dayAt(now(), -14), to: dayAt(now(), 14) })).appointments,
    )
    this.deed = bookingDeed(call)
    makeAutoObservable<this, 'call'>(this, { call: false, reading: false, deed: false }, { autoBind: true })
  }

  get ahead(): Talk[] {
    return (this.reading.value ?? []).filter(({ state }) => state === 'booked' || state === 'checkedIn')
  }
  get past(): Talk[] {
    return (this.reading.value ?? []).filter(({ state }) => state !== 'booked' && state !== 'checkedIn').reverse()
  }

  async checkIn({ bookingId }: Talk): Promise<void> {
    await this.deed.run('booking.checkIn', { bookingId })
    await this.reading.load()
  }

  async read(talk: Talk): Promise<void> {
    this.deed.forgive()
    try {
      const note = talk.hasNote ? await this.call('booking.note', { bookingId: talk.bookingId }) : { text: '' }
      runInAction(() => {
        this.open = { talk, text: note.text, version: 'version' in note ? note.version : undefined }
      })
    } catch {
      // What is on the page stays; the note is asked for again with the next tap
    }
  }
  close(): void {
    this.open = undefined
  }
  write(text: string): void {
    if (this.open) this.open.text = text
    this.deed.forgive()
  }

  async save(): Promise<void> {
    if (!this.open) return
    const { talk, text, version } = this.open
    const saved = await this.deed.run('booking.saveNote', { bookingId: talk.bookingId, version, text })
    if (!saved) return
    runInAction(() => {
      this.open = undefined
    })
    await this.reading.load()
  }
}
