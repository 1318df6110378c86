import type { Answer } from '@contract'
import type { ServiceAnswer, SlotAnswer } from '@contract/booking'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { type BookingDeed, bookingDeed, Reading } from '@/service'
import { clockWords } from '@/ui'
import { asNumber, maybeNumber } from './numbers'
import type { TypedStretch } from './stretch-fields'

/** As any such day, closed, or by hours of its own. */
export type Plan = 'usual' | 'closed' | 'special'

interface Shown {
  service: ServiceAnswer
  slots: SlotAnswer[]
}

/** How one date of a service opens. */
export class DayForm {
  readonly reading: Reading<Shown>
  readonly deed: BookingDeed
  plan: Plan = 'usual'
  windows: TypedStretch[] = []
  note = ''
  reason = ''
  /** Saved as it is in sight: how many bookings it cost. */
  saved?: Pick<Answer<'booking.editDay'>, 'cancelled'> = undefined

  constructor(
    private readonly call: Call,
    private readonly serviceId: string,
    readonly date: string,
  ) {
    this.reading = new Reading(() => this.read())
    this.deed = bookingDeed(call)
    makeAutoObservable<this, 'call' | 'serviceId'>(
      this,
      { call: false, serviceId: false, date: false, reading: false, deed: false },
      { autoBind: true },
    )
  }

  get service(): ServiceAnswer | undefined {
    return this.reading.value?.service
  }
  /** Who has booked on that day, or waits. */
  get people(): number {
    const { slots = [] } = this.reading.value ?? {}
    return slots.reduce((sum, { capacity, left, waiting }) => sum + capacity - left + waiting, 0)
  }

  async load(): Promise<void> {
    await this.reading.load()
    runInAction(() => {
      if (this.reading.value) this.fill(this.reading.value)
    })
  }

  set(change: Partial<Pick<DayForm, 'plan' | 'note' | 'reason'>>): void {
    Object.assign(this, change)
    this.touch()
  }
  setWindow(at: number, change: Partial<TypedStretch>): void {
    this.windows = this.windows.map((window, i) => (i === at ? { ...window, ...change } : window))
    this.touch()
  }
  addWindow(): void {
    const mealTime = this.service?.kind === 'canteen' ? ('lunch' as const) : undefined
    const carers = this.service?.kind === 'childcare' ? '1' : ''
    this.windows.push({ start: '09:00', end: '10:00', places: '10', mealTime, carers })
    this.touch()
  }
  dropWindow(at: number): void {
    this.windows = this.windows.filter((_, i) => i !== at)
    this.touch()
  }

  async save(): Promise<void> {
    const { service, plan, windows, date, note, reason } = this
    if (!service) return
    const saved = await this.deed.run('booking.editDay', {
      serviceId: this.serviceId,
      version: service.version,
      date,
      plan: plan === 'usual' ? 'usual' : 'special',
      windows:
        plan === 'special'
          ? windows.map(({ places, carers, ...rest }) => ({
              ...rest,
              places: asNumber(places),
              carers: maybeNumber(carers),
            }))
          : [],
      note: plan === 'usual' ? undefined : note.trim() || undefined,
      reason: reason.trim() || undefined,
    })
    if (!saved) return
    await this.load()
    runInAction(() => {
      this.saved = { cancelled: saved.cancelled }
      this.reason = ''
    })
  }

  private touch(): void {
    this.saved = undefined
    this.deed.forgive()
  }

  private async read(): Promise<Shown> {
    const { date } = this
    const [{ service }, { slots }] = await Promise.all([
      this.call('booking.service', { serviceId: this.serviceId }),
      this.call('booking.slots', { serviceId: this.serviceId, from: date, to: date }),
    ])
    return { service, slots: slots.filter(({ state }) => state !== 'closed') }
  }

  /** What there is; the day's usual hours are laid out for whoever begins to change them. */
  private fill({ service, slots }: Shown): void {
    const own = service.exceptions.find((one) => one.date === this.date)
    this.plan = own === undefined ? 'usual' : own.windows.length === 0 ? 'closed' : 'special'
    this.note = own?.note ?? ''
    const carersAt = (start: string) =>
      [...(own?.windows ?? []), ...service.windows].find((window) => window.start === start)?.carers
    this.windows = slots.map(({ startsAt, endsAt, capacity, mealTime }) => {
      const start = clockWords(startsAt)
      return {
        start,
        end: clockWords(endsAt),
        places: String(capacity),
        mealTime,
        carers: String(carersAt(start) ?? ''),
      }
    })
  }
}
