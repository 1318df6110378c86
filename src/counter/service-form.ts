import type { Answer, Request } from '@contract'
import type { Eligibility, Question } from '@contract/booking'
import { type Recurrence, type ServiceKind, usualDuring } from '@contract/booking-words'
import { makeAutoObservable } from 'mobx'
import { type BookingDeed, bookingDeed } from '@/service'
import type { Stores } from '@/stores'
import { asNumber, centsOf, maybeNumber, typedYuan } from './numbers'
import type { TypedStretch } from './stretch-fields'

type Service = Answer<'booking.service'>['service']

export interface TypedWindow extends TypedStretch {
  id: string
  on: Recurrence
  weekdays: number[]
}

/** As typed: numbers and money are text until they are sent. */
interface Typed {
  kind: ServiceKind
  name: string
  hint: string
  advice: string
  open: boolean
  windows: TypedWindow[]
  /** Dates with hours of their own; each is changed on its own page. */
  exceptions: Service['exceptions']
  minAge: string
  maxAge: string
  within: NonNullable<Eligibility['within']> | 'any'
  confirmedHome: boolean
  daysAhead: string
  closeMinutes: string
  cancelMinutes: string
  mostAhead: string
  questions: Question[]
  price: string
  subsidies: { fromAge: string; yuan: string }[]
  childrenPerCarer: string
  deliversHome: boolean
  tellsGrid: boolean
  gridSeesAnswers: boolean
  during: ServiceKind[]
}

const typed = (n: number | undefined) => (n === undefined ? '' : String(n))

function typedOf(s: Service | undefined): Typed {
  return {
    kind: s?.kind ?? 'canteen',
    name: s?.name ?? '',
    hint: s?.hint ?? '',
    advice: s?.advice ?? '',
    open: s?.open ?? true,
    windows: (s?.windows ?? []).map(({ places, carers, ...rest }) => ({
      ...rest,
      places: typed(places),
      carers: typed(carers),
    })),
    exceptions: s?.exceptions ?? [],
    minAge: typed(s?.who.minAge),
    maxAge: typed(s?.who.maxAge),
    within: s?.who.within ?? 'any',
    confirmedHome: s?.who.confirmedHome ?? false,
    daysAhead: typed(s?.daysAhead ?? 7),
    closeMinutes: typed(s?.closeMinutes ?? 60),
    cancelMinutes: typed(s?.cancelMinutes ?? 60),
    mostAhead: typed(s?.mostAhead ?? 7),
    questions: s?.questions ?? [],
    price: typedYuan(s?.priceCents ?? 0),
    subsidies: (s?.subsidies ?? []).map(({ fromAge, cents }) => ({ fromAge: typed(fromAge), yuan: typedYuan(cents) })),
    childrenPerCarer: typed(s?.childrenPerCarer),
    deliversHome: s?.deliversHome ?? false,
    tellsGrid: s?.tellsGrid ?? false,
    gridSeesAnswers: s?.gridSeesAnswers ?? false,
    during: [...(s?.during ?? (s && usualDuring[s.kind]) ?? [])],
  }
}

/** The lowest of `w1`, `w2` … that none has. */
function freshId(letter: string, taken: readonly { id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id))
  let n = 1
  while (ids.has(`${letter}${n}`)) n += 1
  return `${letter}${n}`
}

/** What the staff of a site set for a service; later days follow it. */
export class ServiceForm {
  value: Typed
  readonly deed: BookingDeed

  constructor(
    { call }: Pick<Stores, 'call'>,
    private readonly siteId: string,
    readonly service?: Service,
  ) {
    this.deed = bookingDeed(call)
    this.value = typedOf(service)
    makeAutoObservable<this, 'siteId'>(this, { deed: false, siteId: false, service: false }, { autoBind: true })
  }

  set(change: Partial<Typed>): void {
    Object.assign(this.value, change)
    this.deed.forgive()
  }

  /** The kind of a new service, with what is usual for it. */
  chooseKind(kind: ServiceKind): void {
    this.set({ kind, during: [...(usualDuring[kind] ?? [])] })
  }

  setWindow(id: string, change: Partial<TypedWindow>): void {
    this.set({ windows: this.value.windows.map((w) => (w.id === id ? { ...w, ...change } : w)) })
  }
  addWindow(): void {
    const { windows, kind } = this.value
    const fresh: TypedWindow = {
      id: freshId('w', windows),
      on: 'workdays',
      weekdays: [],
      start: '09:00',
      end: '10:00',
      places: '10',
      mealTime: kind === 'canteen' ? 'lunch' : undefined,
      carers: kind === 'childcare' ? '1' : '',
    }
    this.set({ windows: [...windows, fresh] })
  }
  dropWindow(id: string): void {
    this.set({ windows: this.value.windows.filter((w) => w.id !== id) })
  }

  setQuestion(id: string, change: Partial<Question>): void {
    this.set({ questions: this.value.questions.map((q) => (q.id === id ? { ...q, ...change } : q)) })
  }
  addQuestion(): void {
    const { questions } = this.value
    const fresh: Question = { id: freshId('q', questions), label: '', kind: 'text', options: [], required: false }
    this.set({ questions: [...questions, fresh] })
  }
  dropQuestion(id: string): void {
    this.set({ questions: this.value.questions.filter((q) => q.id !== id) })
  }

  setSubsidy(at: number, change: Partial<Typed['subsidies'][number]>): void {
    this.set({ subsidies: this.value.subsidies.map((s, i) => (i === at ? { ...s, ...change } : s)) })
  }
  addSubsidy(): void {
    this.set({ subsidies: [...this.value.subsidies, { fromAge: '', yuan: '' }] })
  }
  dropSubsidy(at: number): void {
    this.set({ subsidies: this.value.subsidies.filter((_, i) => i !== at) })
  }

  async save(): Promise<boolean> {
    return (await this.deed.run('booking.editService', this.request())) !== undefined
  }

  private request(): Request<'booking.editService'> {
    const { value, service, siteId } = this
    const { name, hint, advice, open, kind, exceptions, questions, deliversHome, tellsGrid } = value
    return {
      serviceId: service?.serviceId,
      version: service?.version,
      siteId,
      kind,
      name,
      hint,
      advice: advice.trim() || undefined,
      open,
      windows: value.windows.map(({ places, carers, weekdays, ...rest }) => ({
        ...rest,
        weekdays: rest.on === 'weekdays' ? weekdays : [],
        places: asNumber(places),
        carers: maybeNumber(carers),
      })),
      exceptions,
      who: {
        minAge: maybeNumber(value.minAge),
        maxAge: maybeNumber(value.maxAge),
        within: value.within === 'any' ? undefined : value.within,
        confirmedHome: value.confirmedHome,
      },
      daysAhead: asNumber(value.daysAhead),
      closeMinutes: asNumber(value.closeMinutes),
      cancelMinutes: asNumber(value.cancelMinutes),
      mostAhead: asNumber(value.mostAhead),
      questions: questions.map((q) => ({ ...q, options: q.options.filter((o) => o.trim() !== '') })),
      priceCents: centsOf(value.price),
      subsidies: value.subsidies.map(({ fromAge, yuan }) => ({ fromAge: asNumber(fromAge), cents: centsOf(yuan) })),
      childrenPerCarer: maybeNumber(value.childrenPerCarer),
      deliversHome,
      tellsGrid,
      during: value.during,
      gridSeesAnswers: tellsGrid && value.gridSeesAnswers ? true : undefined,
    }
  }
}
