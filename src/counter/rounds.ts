import type { Answer } from '@contract'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { type BookingDeed, bookingDeed, Reading } from '@/service'

export type Round = Answer<'booking.rounds'>['rounds'][number]

/** Rounds of delivery of a day: those of a site, or of the volunteer's own grids. */
export class Rounds {
  readonly reading: Reading<Round[]>
  readonly deed: BookingDeed

  constructor(
    call: Call,
    siteId: string | undefined,
    public date: string,
  ) {
    this.reading = new Reading(async () => (await call('booking.rounds', { siteId, date: this.date })).rounds)
    this.deed = bookingDeed(call)
    makeAutoObservable(this, { reading: false, deed: false }, { autoBind: true })
  }

  async show(date: string): Promise<void> {
    runInAction(() => {
      this.date = date
    })
    await this.reading.again()
  }

  async take({ roundId }: Round): Promise<void> {
    await this.deed.run('booking.takeRound', { roundId })
    await this.reading.load()
  }

  async drop({ roundId }: Round): Promise<void> {
    await this.deed.run('booking.dropRound', { roundId })
    await this.reading.load()
  }

  async deliver(bookingId: string): Promise<void> {
    await this.deed.run('booking.deliver', { bookingId })
    await this.reading.load()
  }
}
