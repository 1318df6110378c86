import type { Answer } from '@contract'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { type BookingDeed, bookingDeed, dayOfDigits, digitsOfDay } from '@/service'
import { asNumber } from './numbers'

const daysOf = (text: string) => text.split(/[^\d]+/).flatMap((digits) => dayOfDigits(digits) ?? [])
const typedDays = (days: readonly string[]) => days.map(digitsOfDay).join('，')

/** The holiday notice of a year, as it is typed; one that was entered before is laid out to be corrected. */
export class CalendarForm {
  holidays = ''
  workdays = ''
  source = ''
  /** What the city knows of the year in sight; undefined until it has answered. */
  known?: Answer<'booking.calendar'> = undefined
  /** Saved as it is in sight. */
  saved = false
  readonly deed: BookingDeed

  constructor(
    private readonly call: Call,
    public year: string,
  ) {
    this.deed = bookingDeed(call)
    makeAutoObservable<this, 'call'>(this, { call: false, deed: false }, { autoBind: true })
  }

  set(change: Partial<Pick<CalendarForm, 'holidays' | 'workdays' | 'source'>>): void {
    Object.assign(this, change)
    this.touch()
  }

  /** Another year: what was entered of it is read once it is typed whole. */
  async show(year: string): Promise<void> {
    this.year = year
    this.known = undefined
    this.touch()
    await this.load()
  }

  /** Never throws: without an answer the form is still there to be filled in. */
  async load(): Promise<void> {
    const known = await this.read()
    const entry = known?.entry
    if (entry)
      runInAction(() => {
        this.holidays = typedDays(entry.holidays)
        this.workdays = typedDays(entry.workdays)
        this.source = entry.source
      })
  }

  async save(): Promise<void> {
    const saved = await this.deed.run('booking.editCalendar', {
      year: asNumber(this.year),
      version: this.known?.entry?.version,
      holidays: daysOf(this.holidays),
      workdays: daysOf(this.workdays),
      source: this.source,
    })
    if (!saved) return
    await this.read()
    runInAction(() => {
      this.saved = true
    })
  }

  private touch(): void {
    this.saved = false
    this.deed.forgive()
  }

  private async read(): Promise<Answer<'booking.calendar'> | undefined> {
    const { year } = this
    if (!/^\d{4}$/.test(year)) return undefined
    const known = await this.call('booking.calendar', { year: Number(year) }).catch(() => undefined)
    if (year !== this.year) return undefined
    runInAction(() => {
      this.known = known
    })
    return known
  }
}
