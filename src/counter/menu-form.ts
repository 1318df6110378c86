import type { Answer } from '@contract'
import type { Allergen, Diet, MealTime } from '@contract/booking-words'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { type BookingDeed, bookingDeed, Reading } from '@/service'
import { centsOf, typedYuan } from './numbers'

type Menu = Answer<'booking.menu'>['menus'][number]

export interface TypedDish {
  id: string
  name: string
  yuan: string
  diets: Diet[]
  allergens: Allergen[]
}

/** The menu of one meal of a day. */
export class MenuForm {
  readonly reading: Reading<Menu[]>
  readonly deed: BookingDeed
  dishes: TypedDish[] = []
  /** Saved as it is in sight. */
  saved = false

  constructor(
    call: Call,
    private readonly serviceId: string,
    public date: string,
    public mealTime: MealTime = 'lunch',
  ) {
    this.reading = new Reading(
      async () => (await call('booking.menu', { serviceId, from: this.date, to: this.date })).menus,
    )
    this.deed = bookingDeed(call)
    makeAutoObservable<this, 'serviceId'>(this, { serviceId: false, reading: false, deed: false }, { autoBind: true })
  }

  private get menu(): Menu | undefined {
    return this.reading.value?.find(({ mealTime }) => mealTime === this.mealTime)
  }

  /** Another meal: what was typed and not saved goes, as a page that is left. */
  async show(date: string, mealTime: MealTime): Promise<void> {
    const same = date === this.date
    runInAction(() => {
      this.date = date
      this.mealTime = mealTime
      this.saved = false
      this.deed.forgive()
    })
    if (!same) await this.reading.again()
    this.fill()
  }

  async load(): Promise<void> {
    if (this.reading.value !== undefined) return
    await this.reading.load()
    this.fill()
  }

  set(id: string, change: Partial<TypedDish>): void {
    this.dishes = this.dishes.map((dish) => (dish.id === id ? { ...dish, ...change } : dish))
    this.touch()
  }
  add(): void {
    const ids = new Set(this.dishes.map(({ id }) => id))
    let n = 1
    while (ids.has(`d${n}`)) n += 1
    this.dishes.push({ id: `d${n}`, name: '', yuan: '0', diets: [], allergens: [] })
    this.touch()
  }
  drop(id: string): void {
    this.dishes = this.dishes.filter((dish) => dish.id !== id)
    this.touch()
  }

  async save(): Promise<void> {
    const answer = await this.deed.run('booking.editMenu', {
      serviceId: this.serviceId,
      date: this.date,
      mealTime: this.mealTime,
      version: this.menu?.version,
      dishes: this.dishes.map(({ yuan, ...dish }) => ({ ...dish, cents: centsOf(yuan) })),
    })
    if (!answer) return
    await this.reading.load()
    runInAction(() => {
      this.saved = true
    })
  }

  private touch(): void {
    this.saved = false
    this.deed.forgive()
  }

  private fill(): void {
    this.dishes = (this.menu?.dishes ?? []).map(({ cents, ...dish }) => ({ ...dish, yuan: typedYuan(cents) }))
  }
}
