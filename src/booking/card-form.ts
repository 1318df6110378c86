import type { Request } from '@contract'
import type { PatronAnswer } from '@contract/booking'
import { makeAutoObservable } from 'mobx'
import { type BookingDeed, bookingDeed, dayOfDigits, digitsOfDay, type TypedCare } from '@/service'
import { Draft, type Stores } from '@/stores'

export interface TypedFetcher {
  name: string
  phone: string
  relation: string
}

interface Typed extends TypedCare {
  name: string
  /** Eight digits: 19500301. */
  birthday: string
  fetchers: TypedFetcher[]
}

const typedOf = (card: PatronAnswer | undefined, name: string): Typed => ({
  name: card?.name ?? name,
  birthday: digitsOfDay(card?.birthday),
  diets: card?.diets ?? [],
  allergies: card?.allergies ?? [],
  emergencyName: card?.emergencyName ?? '',
  emergencyPhone: card?.emergencyPhone ?? '',
  fetchers: card?.fetchers.map((f) => ({ ...f })) ?? [],
})

/** One's own card, or that of a child. */
export class CardForm {
  readonly deed: BookingDeed
  private readonly draft: Draft<Typed>

  constructor(
    stores: Stores,
    readonly kind: 'self' | 'child',
    readonly card?: PatronAnswer,
  ) {
    this.deed = bookingDeed(stores.call)
    const name = kind === 'self' ? (stores.session.me?.name ?? '') : ''
    // A draft of an older version would undo what was changed since
    const key = `booking.card.${stores.outbox.owner}.${card ? `${card.patronId}.${card.version}` : kind}`
    this.draft = new Draft(key, () => typedOf(card, name))
    makeAutoObservable<this, 'draft'>(this, { deed: false, draft: false, card: false, kind: false }, { autoBind: true })
  }

  get value(): Typed {
    return this.draft.value
  }

  set(change: Partial<Typed>): void {
    this.draft.set(change)
    this.deed.forgive()
  }

  setFetcher(at: number, change: Partial<TypedFetcher>): void {
    this.set({ fetchers: this.value.fetchers.map((f, i) => (i === at ? { ...f, ...change } : f)) })
  }
  addFetcher(): void {
    this.set({ fetchers: [...this.value.fetchers, { name: '', phone: '', relation: '' }] })
  }
  dropFetcher(at: number): void {
    this.set({ fetchers: this.value.fetchers.filter((_, i) => i !== at) })
  }

  /** True when it is saved. */
  async save(): Promise<boolean> {
    const saved = await this.deed.run('booking.savePatron', this.request())
    if (saved) this.draft.clear()
    return saved !== undefined
  }

  private request(): Request<'booking.savePatron'> {
    const { name, birthday, diets, allergies, emergencyName, emergencyPhone, fetchers } = this.value
    return {
      patronId: this.kind === 'child' ? this.card?.patronId : undefined,
      // One's own card that nobody has written yet has no version
      version: this.card?.version || undefined,
      kind: this.kind,
      name,
      birthday: dayOfDigits(birthday),
      diets,
      allergies,
      emergencyName: emergencyName.trim() || undefined,
      emergencyPhone: emergencyPhone.trim() || undefined,
      fetchers: this.kind === 'child' ? fetchers : [],
    }
  }
}
