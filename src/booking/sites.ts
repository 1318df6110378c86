import type { Answer } from '@contract'
import type { ServiceKind } from '@contract/booking-words'
import type { Point } from '@contract/fields'
import { makeAutoObservable } from 'mobx'
import type { Call } from '@/platform/client'
import { Paged } from '@/stores'

export type Site = Answer<'booking.sites'>['sites'][number]

/** Sites of one kind, nearest first: to a place on the map, else to one's home, else those of one's district. */
export class Sites {
  readonly list: Paged<Site>
  /** A place chosen on the map, and what it is called. */
  place?: { point: Point; name: string } = undefined

  constructor(
    call: Call,
    kind: ServiceKind,
    private readonly home: () => Point | undefined,
  ) {
    this.list = new Paged(
      async (cursor) => {
        const page = await call('booking.sites', { kind, near: this.near, cursor })
        return { rows: page.sites, cursor: page.cursor }
      },
      (site) => site.siteId,
    )
    makeAutoObservable<this, 'home'>(this, { list: false, home: false }, { autoBind: true })
  }

  get near(): Point | undefined {
    return this.place?.point ?? this.home()
  }

  /** Looks round another place; round one's home without one. */
  async lookFrom(place: { point: Point; name: string } | undefined): Promise<void> {
    this.place = place
    this.list.reset()
    await this.list.refresh()
  }
}
