import type { Answer, Request } from '@contract'
import type { Dish, PatronAnswer, ServiceAnswer, SlotAnswer } from '@contract/booking'
import { shareOf } from '@contract/booking-price'
import { type Allergen, confidentialKinds, type Eating } from '@contract/booking-words'
import { makeAutoObservable, runInAction } from 'mobx'
import { type BookingDeed, bookingDeed, Reading } from '@/service'
import { Draft, type Stores } from '@/stores'

/** What a person fills in, kept on the device; what a confidential service asks is kept nowhere. */
interface Typed {
  /** Absent for oneself. */
  forPersonId?: string
  answers: Record<string, string>
  eating: Eating
  /** Portions by dish; absent until somebody has touched them. */
  portions?: Record<string, number>
  /** What was eaten the time before: dishes are told by their name, for each menu counts its own. */
  before?: { name: string; portions: number }[]
  note: string
  chosenName: string
}
const blank = (): Typed => ({ answers: {}, eating: 'here', note: '', chosenName: '' })

interface About {
  serviceId: string
  slotId: string
  date: string
  /** An earlier booking whose answers and dishes are taken over. */
  again?: string
  /** Somebody else's card for whom staff book; it is not among the caller's own. */
  guest?: string
}

interface Shown {
  service: ServiceAnswer
  site: Answer<'booking.service'>['site']
  slot?: SlotAnswer
  dishes: Dish[]
}

/** One booking from the chosen slot to its code, or to a place in the line. */
export class BookForm {
  readonly shown: Reading<Shown>
  readonly deed: BookingDeed
  patrons: PatronAnswer[] = []
  private draft?: Draft<Typed> = undefined
  private unkept: Typed = blank()

  constructor(
    private readonly stores: Stores,
    private readonly about: About,
  ) {
    this.deed = bookingDeed(stores.call)
    this.shown = new Reading(() => this.read())
    makeAutoObservable<this, 'stores' | 'about'>(
      this,
      { stores: false, about: false, shown: false, deed: false },
      { autoBind: true },
    )
  }

  get value(): Typed {
    return this.draft?.value ?? this.unkept
  }
  get service(): ServiceAnswer | undefined {
    return this.shown.value?.service
  }
  get slot(): SlotAnswer | undefined {
    return this.shown.value?.slot
  }
  get dishes(): Dish[] {
    return this.shown.value?.dishes ?? []
  }

  /** Cards one may book with here; none to choose from at a confidential service. */
  get people(): PatronAnswer[] {
    const { service } = this
    if (!service || service.confidential || this.about.guest !== undefined) return []
    return this.patrons.filter(
      (p) =>
        (p.as === 'self' || p.as === 'guardian' || p.scope.includes(service.kind)) &&
        (service.kind === 'childcare') === (p.kind === 'child'),
    )
  }
  /** The chosen card; one's own, where there is one, without a choice. */
  get patron(): PatronAnswer | undefined {
    const { forPersonId } = this.value
    const { people } = this
    return people.find((p) => p.patronId === forPersonId) ?? people.find(({ as }) => as === 'self') ?? people[0]
  }
  /** Childcare without a child's card cannot be booked. */
  get needsChild(): boolean {
    return this.service?.kind === 'childcare' && this.about.guest === undefined && this.people.length === 0
  }

  /** Portions of each dish; what fits the person's diet is laid on the table to begin with. */
  get portions(): Record<string, number> {
    if (this.value.portions) return this.value.portions
    const { dishes, patron } = this
    const before = new Map(this.value.before?.map(({ name, portions }) => [name, portions]))
    const again = dishes.filter((dish) => before.has(dish.name) && this.allergensIn(dish).length === 0)
    if (again.length > 0) return Object.fromEntries(again.map(({ id, name }) => [id, before.get(name) ?? 1]))
    const fits = (dish: Dish) =>
      this.allergensIn(dish).length === 0 && (patron?.diets ?? []).every((diet) => dish.diets.includes(diet))
    const first = dishes.find(fits)
    return first ? { [first.id]: 1 } : {}
  }
  get ordered(): { dish: Dish; portions: number }[] {
    const { dishes, portions } = this
    return dishes.flatMap((dish) => {
      const count = portions[dish.id] ?? 0
      return count > 0 ? [{ dish, portions: count }] : []
    })
  }
  /** Before any subsidy, in cents. */
  get fullCents(): number {
    return this.ordered.reduce((sum, { dish, portions }) => sum + dish.cents * portions, this.service?.priceCents ?? 0)
  }

  /** What the person pays of it as it stands now, and what the city pays; the booking reckons it once more. */
  get share(): { priceCents: number; subsidyCents: number } {
    return shareOf(this.fullCents, this.slot?.price?.subsidyCents ?? 0)
  }

  /** Where a meal is brought: the card's door, else one's own; somebody else's home the city knows. */
  get door(): { buildingId?: string; unit?: string; words: string } | undefined {
    const { patron } = this
    if (patron?.buildingName) return { words: `${patron.buildingName} ${patron.unit ?? ''}` }
    if (this.forPersonId !== undefined) return { words: '对方登记的住址' }
    const home = this.stores.session.home
    return home && { buildingId: home.buildingId, unit: home.unit, words: `${home.buildingName} ${home.unit}` }
  }

  /** What is in the dish that the person cannot eat. */
  allergensIn(dish: Dish): Allergen[] {
    return dish.allergens.filter((one) => this.patron?.allergies.includes(one))
  }

  set(change: Partial<Typed>): void {
    if (this.draft) this.draft.set(change)
    else Object.assign(this.unkept, change)
    this.deed.forgive()
  }

  answer(id: string, text: string): void {
    this.set({ answers: { ...this.value.answers, [id]: text } })
  }

  /** So many portions of a dish, none to leave it. */
  order(dishId: string, portions: number): void {
    this.set({ portions: { ...this.portions, [dishId]: portions } })
  }

  /** Another person: who may book and what is eaten are asked anew. */
  async chooseFor(patronId: string): Promise<void> {
    this.set({ forPersonId: patronId, portions: undefined })
    await this.shown.load()
  }

  /** Reads slot, menu and cards. Never throws. */
  async load(): Promise<void> {
    await this.shown.load()
  }

  /** Answers where it led; undefined when something is wrong, and then the deed says what. */
  async submit(): Promise<{ bookingId: string; handover?: string } | 'waiting' | undefined> {
    const { slot } = this
    if (!slot) return undefined
    if (slot.state === 'full') {
      const answer = await this.deed.run('booking.joinWaitlist', this.request(slot))
      if (answer) this.draft?.clear()
      else await this.shown.load()
      return answer && 'waiting'
    }
    const answer = await this.deed.run('booking.book', this.request(slot))
    if (answer) {
      this.draft?.clear()
      return answer
    }
    // Full, closed or booked meanwhile: the page shows what is left to do
    if (this.deed.failure?.code === 'CONFLICT') await this.shown.load()
    return undefined
  }

  private get forPersonId(): string | undefined {
    if (this.about.guest !== undefined) return this.about.guest
    const { patron } = this
    return patron && patron.as !== 'self' ? patron.patronId : undefined
  }

  private request(slot: SlotAnswer): Request<'booking.book'> {
    const { answers, eating, note, chosenName } = this.value
    const given = Object.fromEntries(Object.entries(answers).filter(([, text]) => text.trim() !== ''))
    const home = eating === 'delivery' ? this.door : undefined
    return {
      slotId: slot.slotId,
      forPersonId: this.forPersonId,
      answers: given,
      ...(this.service?.confidential && { chosenName }),
      ...(this.service?.kind === 'canteen' && {
        meal: {
          eating,
          dishes: this.ordered.map(({ dish, portions }) => ({ dishId: dish.id, portions })),
          buildingId: home?.buildingId,
          unit: home?.unit,
          note: note.trim() === '' ? undefined : note,
        },
      }),
    }
  }

  private async read(): Promise<Shown> {
    const { call } = this.stores
    const { serviceId, slotId, date, again, guest } = this.about
    const { service, site } = await call('booking.service', { serviceId })
    if (!service.confidential && this.patrons.length === 0 && guest === undefined) {
      const { patrons } = await call('booking.patrons', {})
      runInAction(() => {
        this.patrons = patrons
      })
    }
    if (!this.draft && !confidentialKinds.includes(service.kind)) await this.open(service, again)
    const days = { serviceId, from: date, to: date }
    const own = this.patronOf(service)
    const [{ slots }, menus] = await Promise.all([
      call('booking.slots', { ...days, forPersonId: own }),
      service.kind === 'canteen' ? call('booking.menu', days).then((answer) => answer.menus) : [],
    ])
    const slot = slots.find((one) => one.slotId === slotId)
    const dishes = menus.find((menu) => menu.mealTime === slot?.mealTime)?.dishes ?? []
    return { service, site, slot, dishes }
  }

  /** For whom the slot is asked about, before the page knows the service. */
  private patronOf(service: ServiceAnswer): string | undefined {
    if (service.confidential) return undefined
    if (this.about.guest !== undefined) return this.about.guest
    const chosen = this.patrons.find(({ patronId }) => patronId === this.value.forPersonId)
    if (chosen) return chosen.as === 'self' ? undefined : chosen.patronId
    return service.kind === 'childcare' ? this.patrons.find(({ kind }) => kind === 'child')?.patronId : undefined
  }

  /** The draft of this service; with `again` as the earlier booking was. */
  private async open(service: ServiceAnswer, again: string | undefined): Promise<void> {
    const draft = new Draft<Typed>(`booking.${service.serviceId}.${this.stores.outbox.owner}`, blank)
    if (again !== undefined && !draft.restored) {
      const before = await this.stores.call('booking.get', { bookingId: again }).catch(() => undefined)
      if (before)
        draft.set({
          forPersonId: before.booking.patronId,
          answers: Object.fromEntries(before.answers.map(({ id, answer }) => [id, answer])),
          ...(before.meal && {
            eating: before.meal.eating === 'delivery' ? 'delivery' : 'here',
            note: before.meal.note ?? '',
            before: before.meal.dishes.map(({ name, portions }) => ({ name, portions })),
          }),
        })
    }
    runInAction(() => {
      this.draft = draft
    })
  }
}
