import type { Answer } from '@contract'
import type { Point } from '@contract/fields'
import { makeAutoObservable } from 'mobx'
import { type BookingDeed, bookingDeed } from '@/service'
import type { Stores } from '@/stores'

type Site = Answer<'booking.site'>['site']

/** What people read of a site; `areaId` where it is a new one. */
export class SiteForm {
  value: { name: string; address: string; phone: string; hours: string; notice: string; open: boolean; point?: Point }
  readonly deed: BookingDeed

  constructor(
    { call }: Pick<Stores, 'call'>,
    private readonly site: Site | undefined,
    private readonly areaId: string | undefined,
  ) {
    this.deed = bookingDeed(call)
    this.value = {
      name: site?.name ?? '',
      address: site?.address ?? '',
      phone: site?.phone ?? '',
      hours: site?.hours ?? '',
      notice: site?.notice ?? '',
      open: site?.open ?? true,
    }
    makeAutoObservable<this, 'site' | 'areaId'>(this, { deed: false, site: false, areaId: false }, { autoBind: true })
  }

  set(change: Partial<SiteForm['value']>): void {
    Object.assign(this.value, change)
    this.deed.forgive()
  }

  async save(): Promise<boolean> {
    const { phone, notice, ...rest } = this.value
    const saved = await this.deed.run('booking.editSite', {
      ...rest,
      siteId: this.site?.siteId,
      version: this.site?.version,
      areaId: this.areaId,
      phone: phone.trim() || undefined,
      notice: notice.trim() || undefined,
    })
    return saved !== undefined
  }
}
