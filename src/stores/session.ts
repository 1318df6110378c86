import type { Answer } from '@contract'
import type { ActionError } from '@contract/errors'
import type { Role } from '@contract/words'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { fontScale } from '@/platform/device'
import { identity } from '@/platform/identity'
import { storage } from '@/platform/storage'
import type { TextSize } from '@/platform/types'
import { asActionError } from './paged'

export type Me = Answer<'account.me'>

/** How large the person wants text: `auto` follows the device. */
export const textModes = ['auto', 'standard', 'elder', 'largest'] as const
export type TextMode = (typeof textModes)[number]

const modeKey = 'textMode'

/** Roles whose work is at a service site, and none of it at the desk. */
const siteRoles: readonly Role[] = ['volunteer', 'siteStaff', 'counsellor']
/** Roles that do some of their work there as well: register elders, open sites, keep the calendar. */
const alsoAtSite: readonly Role[] = ['gridWorker', 'communityStaff', 'cityStaff']

/** Who uses the device, and how they want to see it. */
export class Session {
  me?: Me = undefined
  loading = false
  error?: ActionError = undefined
  online = true
  mode: TextMode
  /** The device's own text scale, 1 is usual. */
  scale = 1
  /** Server's time minus this device's, in milliseconds. */
  private offset = 0
  /** Moves once a minute, so that 今天、明天 stay true on a page left open. */
  private tick = Date.now()
  private turn = 0
  private reading?: Promise<void> = undefined

  constructor(private readonly call: Call) {
    const stored = storage.read<TextMode>(modeKey)
    this.mode = stored !== undefined && textModes.includes(stored) ? stored : 'auto'
    makeAutoObservable<this, 'call' | 'turn' | 'reading'>(
      this,
      { call: false, turn: false, reading: false },
      { autoBind: true },
    )
  }

  /** Nobody is signed in, for certain: not merely unknown because the network is slow. */
  get signedOut(): boolean {
    return this.me === undefined && !this.loading && !this.error
  }
  get home(): Me['home'] {
    return this.me?.home
  }
  get unread(): number {
    return this.me?.unread ?? 0
  }
  /** Roles that bring work to the desk. */
  get staffRoles(): Me['roles'] {
    return (this.me?.roles ?? []).filter((r) => r.role !== 'resident')
  }
  get isStaff(): boolean {
    return this.staffRoles.length > 0
  }
  get hasDesk(): boolean {
    return this.staffRoles.some(({ role }) => !siteRoles.includes(role))
  }
  get worksAtSite(): boolean {
    return this.staffRoles.some(({ role }) => siteRoles.includes(role))
  }
  /** Whether the pages of service sites have something for them. */
  get servesSites(): boolean {
    return this.worksAtSite || this.staffRoles.some(({ role }) => alsoAtSite.includes(role))
  }
  get textSize(): TextSize {
    if (this.mode !== 'auto') return this.mode
    if (this.scale >= 1.6) return 'largest'
    return this.scale >= 1.2 ? 'elder' : 'standard'
  }

  has(role: Role): boolean {
    return this.staffRoles.some((r) => r.role === role)
  }

  /** Milliseconds since 1970 by the server's clock; moves in minutes where a page observes it. */
  now(): number {
    return this.tick + this.offset
  }

  /** Reads who I am; two at once are one. Never throws: see `error`; nobody signed in is no error. */
  load(): Promise<void> {
    this.scale = fontScale()
    this.touch()
    if (identity.current() === undefined) {
      this.forget()
      return Promise.resolve()
    }
    this.reading ??= this.read().finally(() => {
      this.reading = undefined
    })
    return this.reading
  }

  /** Plays another demo person, or nobody. Only where `identity.chosen`. */
  async become(personaId: string | undefined): Promise<void> {
    identity.choose(personaId)
    this.forget()
    await this.load()
  }

  setMode(mode: TextMode): void {
    this.mode = mode
    storage.write(modeKey, mode)
  }
  setOnline(online: boolean): void {
    this.online = online
  }
  setUnread(unread: number): void {
    if (this.me) this.me.unread = unread
  }
  /** The minute has passed, or the app is in sight again. */
  touch(): void {
    this.tick = Date.now()
  }

  private forget(): void {
    this.turn += 1
    this.reading = undefined
    this.me = undefined
    this.loading = false
    this.error = undefined
  }

  private async read(): Promise<void> {
    this.turn += 1
    const turn = this.turn
    this.loading = true
    this.error = undefined
    try {
      const me = await this.call('account.me', {})
      runInAction(() => {
        if (turn !== this.turn) return
        this.me = me
        this.offset = Date.parse(me.now) - Date.now()
        this.touch()
        this.loading = false
      })
    } catch (error) {
      runInAction(() => {
        if (turn !== this.turn) return
        const failure = asActionError(error)
        if (failure.code === 'UNAUTHENTICATED') return this.forget()
        this.error = failure
        this.loading = false
      })
    }
  }
}
