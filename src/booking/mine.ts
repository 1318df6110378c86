import type { Answer } from '@contract'
import type { BookingSummary, WaitSummary } from '@contract/booking'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { type BookingDeed, bookingDeed } from '@/service'
import { Paged } from '@/stores'

export type Scope = 'ahead' | 'past'

/** What I have booked, and where I stand in line. */
export class Mine {
  scope: Scope = 'ahead'
  waits: WaitSummary[] = []
  readonly ahead: Paged<BookingSummary>
  readonly past: Paged<BookingSummary>
  readonly deed: BookingDeed

  constructor(call: Call) {
    const list = (scope: Scope) =>
      new Paged<BookingSummary>(
        async (cursor) => {
          const page = await call('booking.mine', { scope, cursor })
          if (scope === 'ahead' && cursor === undefined) this.setWaits(page)
          return { rows: page.bookings, cursor: page.cursor }
        },
        (booking) => booking.bookingId,
      )
    this.ahead = list('ahead')
    this.past = list('past')
    this.deed = bookingDeed(call)
    makeAutoObservable(this, { ahead: false, past: false, deed: false }, { autoBind: true })
  }

  get list(): Paged<BookingSummary> {
    return this[this.scope]
  }
  /** Places kept for me come first: they do not wait long. */
  get lines(): WaitSummary[] {
    return this.waits
      .filter(({ state }) => state === 'offered')
      .concat(this.waits.filter(({ state }) => state !== 'offered'))
  }

  async show(scope: Scope): Promise<void> {
    runInAction(() => {
      this.scope = scope
    })
    await this.list.refresh()
  }

  /** Takes the place that is kept; answers the booking. */
  async accept({ waitId }: WaitSummary): Promise<string | undefined> {
    const answer = await this.deed.run('booking.acceptOffer', { offerId: waitId })
    await this.ahead.refresh()
    return answer?.bookingId
  }

  async leave({ waitId }: WaitSummary): Promise<void> {
    await this.deed.run('booking.leaveWaitlist', { waitId })
    await this.ahead.refresh()
  }

  private setWaits({ waits }: Answer<'booking.mine'>): void {
    this.waits = waits
  }
}
