import type { Answer, Request } from '@contract'
import type { ServiceKind } from '@contract/booking-words'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { type BookingDeed, bookingDeed, Reading } from '@/service'
import { dayAt } from '@/ui'

export type Grant = Answer<'booking.proxies'>['proxies'][number]

/** Whom I may book for, and who may book for me. */
export class People {
  readonly patrons: Reading<Answer<'booking.patrons'>['patrons']>
  readonly proxies: Reading<Grant[]>
  readonly deed: BookingDeed
  /** The code by which somebody let me book for them, as it is typed. */
  code = ''

  constructor(call: Call) {
    this.patrons = new Reading(async () => (await call('booking.patrons', {})).patrons)
    this.proxies = new Reading(async () => (await call('booking.proxies', {})).proxies)
    this.deed = bookingDeed(call)
    makeAutoObservable(this, { patrons: false, proxies: false, deed: false }, { autoBind: true })
  }

  get given(): Grant[] {
    return this.sided('given')
  }
  get received(): Grant[] {
    return this.sided('received')
  }

  /** Whoever let me book is known to me by name; everybody else is masked. */
  nameOf({ patronId, name, side }: Grant): string {
    const card = side === 'received' ? this.patrons.value?.find((p) => p.patronId === patronId) : undefined
    return card?.name ?? name
  }

  async load(): Promise<void> {
    await Promise.all([this.patrons.load(), this.proxies.load()])
  }

  setCode(code: string): void {
    this.code = code.replace(/\D/g, '').slice(0, 8)
    this.deed.forgive()
  }

  /** True when the other's card is mine to book with now. */
  async accept(): Promise<boolean> {
    const answer = await this.deed.run('booking.acceptProxy', { code: this.code })
    if (!answer) return false
    runInAction(() => {
      this.code = ''
    })
    await this.load()
    return true
  }

  async revoke({ proxyId }: Grant): Promise<void> {
    if (await this.deed.run('booking.revokeProxy', { proxyId })) await this.load()
  }

  private sided(side: Grant['side']): Grant[] {
    return (this.proxies.value ?? []).filter(
      (proxy) => proxy.side === side && proxy.state !== 'revoked' && proxy.state !== 'ended',
    )
  }
}

export const spans = { month: '一个月', quarter: '三个月', half: '半年', year: '一年' } as const
export type Span = keyof typeof spans
const daysOf: Record<Span, number> = { month: 30, quarter: 91, half: 182, year: 365 }

/** Lets somebody book for oneself, or for an elder who has only a phone. */
export class ProxyForm {
  phone = ''
  scope: ServiceKind[] = ['canteen']
  span: Span = 'quarter'
  readonly deed: BookingDeed
  granted?: Answer<'booking.grantProxy'> = undefined

  constructor(
    call: Call,
    private readonly now: () => number,
    private readonly patronId?: string,
  ) {
    this.deed = bookingDeed(call)
    makeAutoObservable<this, 'now' | 'patronId'>(this, { deed: false, now: false, patronId: false }, { autoBind: true })
  }

  set(change: Partial<Pick<this, 'phone' | 'scope' | 'span'>>): void {
    Object.assign(this, change)
    this.deed.forgive()
  }

  async grant(): Promise<void> {
    const granted = await this.deed.run('booking.grantProxy', this.request())
    runInAction(() => {
      this.granted = granted
    })
  }

  private request(): Request<'booking.grantProxy'> {
    return {
      phone: this.phone,
      patronId: this.patronId,
      scope: this.scope,
      until: dayAt(this.now(), daysOf[this.span]),
    }
  }
}
