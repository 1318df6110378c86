import type { Answer } from '@contract'
import type { PatronAnswer } from '@contract/booking'
import { makeAutoObservable, runInAction } from 'mobx'
import { type BookingDeed, bookingDeed, dayOfDigits, type TypedCare } from '@/service'
import type { Stores } from '@/stores'

type Found = Answer<'area.search'>['areas'][number]

interface Typed extends TypedCare {
  name: string
  birthday: string
  building?: Found
  unit: string
}
const blank = (): Typed => ({
  name: '',
  birthday: '',
  unit: '',
  diets: [],
  allergies: [],
  emergencyName: '',
  emergencyPhone: '',
})

/** An elder who has only a phone: found by it, or registered with it. Nothing of theirs is kept on the device. */
export class ElderForm {
  phone = ''
  /** Cards behind the phone; undefined until one has looked. */
  found?: PatronAnswer[] = undefined
  value: Typed = blank()
  buildings: Found[] = []
  text = ''
  /** Just registered: the text to read out or to send. */
  registered?: Answer<'booking.registerElder'> = undefined
  /** The identity number as it is read off the card. */
  idNumber = ''
  verifying?: PatronAnswer = undefined
  readonly deed: BookingDeed

  constructor(private readonly stores: Stores) {
    this.deed = bookingDeed(stores.call)
    makeAutoObservable<this, 'stores'>(this, { stores: false, deed: false }, { autoBind: true })
  }

  /** Staff of a site and grid workers look people up; others register only. */
  get looksUp(): boolean {
    return this.stores.session.has('siteStaff') || this.stores.session.has('gridWorker')
  }

  setPhone(phone: string): void {
    this.phone = phone.replace(/\D/g, '')
    this.found = undefined
    this.registered = undefined
    this.deed.forgive()
  }
  set(change: Partial<Typed>): void {
    Object.assign(this.value, change)
    this.deed.forgive()
  }

  async look(): Promise<void> {
    const answer = await this.deed.run('booking.findPatron', { phone: this.phone })
    runInAction(() => {
      this.found = answer?.patrons
    })
  }

  async search(text: string): Promise<void> {
    this.text = text
    if (text.trim() === '') return
    const areas = await this.stores
      .call('area.search', { text: text.trim(), level: 'building' })
      .then((answer) => answer.areas)
      .catch(() => [])
    runInAction(() => {
      if (this.text === text) this.buildings = areas
    })
  }
  choose(building: Found | undefined): void {
    this.set({ building })
    this.buildings = []
    this.text = ''
  }

  async register(): Promise<void> {
    const { name, birthday, building, unit, diets, allergies, emergencyName, emergencyPhone } = this.value
    const registered = await this.deed.run('booking.registerElder', {
      name,
      phone: this.phone,
      birthday: dayOfDigits(birthday),
      buildingId: building?.id ?? '',
      unit,
      diets,
      allergies,
      emergencyName: emergencyName.trim() || undefined,
      emergencyPhone: emergencyPhone.trim() || undefined,
    })
    if (!registered) return
    runInAction(() => {
      this.registered = registered
      this.value = blank()
    })
    if (this.looksUp) await this.look()
  }

  startVerifying(card: PatronAnswer | undefined): void {
    this.verifying = card
    this.idNumber = ''
    this.deed.forgive()
  }
  setIdNumber(idNumber: string): void {
    this.idNumber = idNumber
    this.deed.forgive()
  }
  async verify(): Promise<void> {
    if (!this.verifying) return
    const { patronId } = this.verifying
    if (!(await this.deed.run('booking.verifyPatron', { patronId, idNumber: this.idNumber }))) return
    runInAction(() => this.startVerifying(undefined))
    await this.look()
  }
}
