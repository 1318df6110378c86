import type { Answer, Request } from '@contract'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { type BookingDeed, bookingDeed, Reading } from '@/service'
import { dayAt } from '@/ui'

type View = Answer<'booking.roster'>
export type Shift = View['shifts'][number]
export type Template = View['templates'][number]

/** What one is about to do with a shift. */
export type Asking = { shift: Shift; what: 'put' | 'swap' }

/** The counsellors' duty of two weeks. */
export class Roster {
  readonly reading: Reading<View>
  readonly deed: BookingDeed
  asking?: Asking = undefined
  counsellorId?: string = undefined
  words = ''

  constructor(
    call: Call,
    readonly serviceId: string,
    now: () => number,
  ) {
    this.reading = new Reading(() => call('booking.roster', { serviceId, from: dayAt(now()), to: dayAt(now(), 13) }))
    this.deed = bookingDeed(call)
    makeAutoObservable(this, { reading: false, deed: false, serviceId: false }, { autoBind: true })
  }

  may(action: string): boolean {
    return this.reading.value?.allowed.includes(action) ?? false
  }
  get colleagues(): View['counsellors'] {
    return this.reading.value?.counsellors ?? []
  }

  ask(asking: Asking | undefined): void {
    this.asking = asking
    this.counsellorId = undefined
    this.words = ''
    this.deed.forgive()
  }
  choose(counsellorId: string): void {
    this.counsellorId = counsellorId
    this.deed.forgive()
  }
  setWords(words: string): void {
    this.words = words
    this.deed.forgive()
  }

  /** Puts the chosen counsellor on the shift, or asks them to swap. */
  async send(): Promise<void> {
    const { asking, counsellorId, words } = this
    if (!asking) return
    const { shiftId, version } = asking.shift
    const done =
      asking.what === 'put'
        ? await this.deed.run('booking.editShift', { shiftId, counsellorId: counsellorId || undefined, reason: words })
        : await this.deed.run('booking.askSwap', {
            shiftId,
            version,
            counsellorId: counsellorId ?? '',
            note: words.trim() || undefined,
          })
    if (!done) return
    runInAction(() => this.ask(undefined))
    await this.reading.load()
  }

  async answer({ shiftId, version }: Shift, answer: 'agree' | 'refuse' | 'withdraw'): Promise<void> {
    await this.deed.run('booking.answerSwap', { shiftId, version, answer })
    await this.reading.load()
  }
}

/** Who takes turns on which shifts of the week. */
export class RosterForm {
  counsellorIds: string[]
  templates: Template[]
  phone: string
  readonly deed: BookingDeed

  constructor(
    call: Call,
    private readonly serviceId: string,
    private readonly view: View,
  ) {
    this.counsellorIds = view.counsellors.filter(({ active }) => active).map(({ counsellorId }) => counsellorId)
    this.templates = view.templates.map((t) => ({ ...t }))
    this.phone = view.phone ?? ''
    this.deed = bookingDeed(call)
    makeAutoObservable<this, 'serviceId' | 'view'>(
      this,
      { deed: false, serviceId: false, view: false },
      { autoBind: true },
    )
  }

  choose(counsellorIds: string[]): void {
    this.counsellorIds = counsellorIds
    this.deed.forgive()
  }
  setPhone(phone: string): void {
    this.phone = phone
    this.deed.forgive()
  }
  setTemplate(id: string, change: Partial<Template>): void {
    this.templates = this.templates.map((t) => (t.id === id ? { ...t, ...change } : t))
    this.deed.forgive()
  }
  addTemplate(): void {
    const taken = new Set(this.templates.map(({ id }) => id))
    let n = this.templates.length + 1
    while (taken.has(`s${n}`)) n += 1
    this.templates.push({ id: `s${n}`, weekday: 1, start: '09:00', end: '12:00' })
  }
  dropTemplate(id: string): void {
    this.templates = this.templates.filter((t) => t.id !== id)
  }

  async save(): Promise<boolean> {
    const request: Request<'booking.editRoster'> = {
      serviceId: this.serviceId,
      version: this.view.version || undefined,
      counsellorIds: this.counsellorIds,
      templates: this.templates,
      phone: this.phone,
    }
    return (await this.deed.run('booking.editRoster', request)) !== undefined
  }
}
