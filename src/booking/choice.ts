import type { Answer } from '@contract'
import type { Dish, SlotAnswer } from '@contract/booking'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { Reading } from '@/service'
import { dayAt } from '@/ui'

/** Days in sight at a time. */
const shown = 8

export interface DayOfSlots {
  date: string
  note: string
  off: boolean
  slots: SlotAnswer[]
}

/** Which day and which slot of a service. */
export class Choice {
  readonly service: Reading<Answer<'booking.service'>>
  readonly slots: Reading<Answer<'booking.slots'>>
  /** Dishes of the chosen day, where the service has a menu. */
  readonly menu: Reading<Answer<'booking.menu'>['menus']>
  /** Who is on duty, where the service is one of talking. */
  readonly duty: Reading<Answer<'booking.duty'>>
  /** The day that was tapped; else the first on which there is something. */
  private picked?: string = undefined
  /** How many pages of days further on. */
  private page = 0

  constructor(
    call: Call,
    readonly serviceId: string,
    private readonly forPersonId: string | undefined,
    private readonly now: () => number,
  ) {
    this.service = new Reading(() => call('booking.service', { serviceId }))
    this.slots = new Reading(() => call('booking.slots', { serviceId, forPersonId: this.forPersonId, ...this.range }))
    this.menu = new Reading(async () => {
      const day = this.day ?? this.range.from
      return (await call('booking.menu', { serviceId, from: day, to: day })).menus
    })
    this.duty = new Reading(() => call('booking.duty', { serviceId }))
    makeAutoObservable<this, 'forPersonId' | 'now'>(
      this,
      { service: false, slots: false, menu: false, duty: false, serviceId: false, forPersonId: false, now: false },
      { autoBind: true },
    )
  }

  /** Days of this page; today where the service cannot be booked ahead. */
  get range(): { from: string; to: string } {
    const ahead = this.service.value?.service.daysAhead ?? shown - 1
    const last = Math.min((this.page + 1) * shown - 1, Math.max(ahead, 0))
    return { from: dayAt(this.now(), this.page * shown), to: dayAt(this.now(), last) }
  }
  get hasLater(): boolean {
    const ahead = (this.service.value?.service.daysAhead ?? 0) >= (this.page + 1) * shown
    // Behind a day whose year nobody knows there is nothing to see
    return ahead && this.slots.value !== undefined && this.slots.value.unknownFrom === undefined
  }
  get hasEarlier(): boolean {
    return this.page > 0
  }

  get days(): DayOfSlots[] {
    const { days = [], slots = [] } = this.slots.value ?? {}
    return days.map(({ date, kind, note }) => {
      const ofDay = slots.filter((slot) => slot.date === date)
      return { date, slots: ofDay, ...noteOf(ofDay, note ?? (kind === 'holiday' ? '放假' : '不开')) }
    })
  }

  get day(): string | undefined {
    const { days } = this
    const kept = days.find(({ date }) => date === this.picked)
    return (kept ?? days.find(({ off }) => !off) ?? days.find(({ slots }) => slots.length > 0) ?? days[0])?.date
  }

  get ofDay(): DayOfSlots | undefined {
    return this.days.find(({ date }) => date === this.day)
  }

  dishesAt(slot: SlotAnswer): Dish[] {
    return this.menu.value?.find((m) => m.date === slot.date && m.mealTime === slot.mealTime)?.dishes ?? []
  }

  /** Reads everything again. Never throws. */
  async load(): Promise<void> {
    await this.service.load()
    const service = this.service.value?.service
    if (!service) return
    if (service.confidential) void this.duty.load()
    await this.slots.load()
    await this.loadMenu()
  }

  async pick(date: string): Promise<void> {
    this.picked = date
    await this.loadMenu()
  }

  later(): Promise<void> {
    return this.turn(this.page + 1)
  }
  earlier(): Promise<void> {
    return this.turn(this.page - 1)
  }

  private async turn(page: number): Promise<void> {
    runInAction(() => {
      this.page = page
      this.picked = undefined
    })
    await this.slots.again()
    await this.loadMenu()
  }

  private async loadMenu(): Promise<void> {
    if (this.service.value?.service.kind === 'canteen' && this.day !== undefined) await this.menu.again()
  }
}

/** A day in two or three characters: what one may still hope for. */
function noteOf(slots: SlotAnswer[], closed: string): { note: string; off: boolean } {
  if (slots.some(({ bookingId }) => bookingId !== undefined)) return { note: '已约', off: false }
  const open = slots.filter(({ state }) => state === 'open')
  if (open.length > 0) return { note: `余 ${open.reduce((sum, { left }) => sum + left, 0)}`, off: false }
  const has = (state: SlotAnswer['state']) => slots.some((slot) => slot.state === state)
  if (has('full')) return { note: '约满', off: true }
  if (has('early')) return { note: '未开约', off: true }
  return { note: has('late') ? '已截止' : closed, off: true }
}
