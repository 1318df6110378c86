import type { Answer } from '@contract'
import { limits } from '@contract/limits'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { type BookingDeed, bookingDeed } from '@/service'
import { Paged } from '@/stores'

type Day = Answer<'booking.dayList'>
export type Visit = Day['bookings'][number]
export type Arrived = Answer<'booking.checkIn'>
export type HandedOver = Answer<'booking.checkOut'>

/** A day at a site: who comes, who has come, and what the kitchen has to know. */
export class DayList {
  totals?: Day['totals'] = undefined
  /** Last four digits of a phone, to find somebody without a code. */
  tail = ''
  /** The code as it is typed. */
  code = ''
  /** Who has just been let in. */
  arrived?: Arrived = undefined
  /** The child being handed over. */
  leaving?: Visit = undefined
  pickup = ''
  handed?: HandedOver = undefined
  readonly list: Paged<Visit>
  readonly deed: BookingDeed

  constructor(
    call: Call,
    private readonly siteId: string,
    public date: string,
  ) {
    this.list = new Paged(
      async (cursor) => {
        const phoneTail = this.tail.length === 4 ? this.tail : undefined
        const day = await call('booking.dayList', { siteId, date: this.date, phoneTail, cursor })
        this.setTotals(day.totals)
        return { rows: day.bookings, cursor: day.cursor }
      },
      (visit) => visit.bookingId,
    )
    this.deed = bookingDeed(call)
    makeAutoObservable<this, 'siteId'>(this, { siteId: false, list: false, deed: false }, { autoBind: true })
  }

  /** Where deliveries of this day are listed by building. */
  get site(): string {
    return this.siteId
  }

  async show(date: string): Promise<void> {
    runInAction(() => {
      this.date = date
      this.totals = undefined
    })
    this.list.reset()
    await this.list.refresh()
  }

  async findTail(tail: string): Promise<void> {
    const before = this.tail
    runInAction(() => {
      this.tail = tail.replace(/\D/g, '').slice(-4)
    })
    if (this.tail.length === 4 || before.length === 4) await this.list.refresh()
  }

  setCode(code: string): void {
    this.code = code.replace(/\D/g, '').slice(0, limits.booking.codeDigits)
    this.deed.forgive()
  }

  /** Lets in whoever shows the code that was typed or read. */
  async letIn(code = this.code): Promise<void> {
    const arrived = await this.deed.run('booking.checkIn', { code })
    await this.after(arrived)
  }

  /** Lets in somebody of the list. */
  async letInByHand({ bookingId }: Visit): Promise<void> {
    await this.after(await this.deed.run('booking.checkIn', { bookingId }))
  }

  async noShow({ bookingId }: Visit): Promise<void> {
    if (await this.deed.run('booking.noShow', { bookingId })) await this.list.refresh()
  }

  async cancel({ bookingId }: Visit, reason: string): Promise<void> {
    if (await this.deed.run('booking.cancel', { bookingId, reason })) await this.list.refresh()
  }

  /** Ends a stay; a child's only with the pick-up code. */
  startLeaving(visit: Visit): void {
    this.leaving = visit
    this.pickup = ''
    this.handed = undefined
    this.deed.forgive()
  }
  stopLeaving(): void {
    this.leaving = undefined
    this.handed = undefined
  }
  setPickup(pickup: string): void {
    this.pickup = pickup.replace(/\D/g, '').slice(0, limits.booking.pickupDigits)
    this.deed.forgive()
  }

  async handOver(): Promise<void> {
    const { leaving } = this
    if (!leaving) return
    const pickupCode = leaving.kind === 'childcare' ? this.pickup : undefined
    const handed = await this.deed.run('booking.checkOut', { code: leaving.code, pickupCode })
    runInAction(() => {
      this.handed = handed
      this.pickup = ''
      if (handed?.released) this.leaving = undefined
    })
    if (handed) await this.list.refresh()
  }

  forgetArrived(): void {
    this.arrived = undefined
  }

  private async after(arrived: Arrived | undefined): Promise<void> {
    if (!arrived) return
    runInAction(() => {
      this.arrived = arrived
      this.code = ''
    })
    await this.list.refresh()
  }

  private setTotals(totals: Day['totals']): void {
    this.totals = totals
  }
}
