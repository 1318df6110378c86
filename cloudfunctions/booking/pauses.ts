import { conflict, forbidden, notFound } from '../contract/errors'
import { limits } from '../contract/limits'
import { action } from '../kernel/action'
import type { HolderServiceDoc } from '../kernel/collections.booking'
import type { Reader } from '../kernel/ports'
import { justAfter } from '../kernel/time'
import { serviceOf } from './load'
import { findCard } from './patron'
import { isConfidential } from './slot.rules'
import { managedService, managers, worksAt } from './workplace'

const holderOf = ({ id }: Pick<HolderServiceDoc, 'id'>) => id.slice(0, id.lastIndexOf(':'))

/** Who may not book a service for now, because they did not come too often. */
export const pauses = action({
  name: 'booking.pauses',
  policy: managers,
  async run(context, { serviceId, cursor }) {
    const { store } = context.ports
    const service = await managedService(context, store, serviceId)
    const page = await store.range('holderServices', 'byPause', {
      eq: [serviceId],
      from: justAfter(context.now),
      limit: limits.page,
      after: cursor,
    })
    const name = async (record: HolderServiceDoc) =>
      isConfidential(service.kind) ? '不显示姓名' : (await findCard(store, holderOf(record)))?.name || '未留姓名'
    return {
      pauses: await Promise.all(
        page.rows.map(async (record) => ({
          pauseId: record.id,
          version: record.version,
          name: await name(record),
          until: record.pausedUntil ?? context.now,
          noShows: record.noShows.map(({ startsAt }) => startsAt),
        })),
      ),
      cursor: page.next,
    }
  },
})

/** Lets somebody book again before the time is over; who did it and why stays with the record. */
export const liftPause = action({
  name: 'booking.liftPause',
  policy: managers,
  perHour: 100,
  run: (context, { pauseId, reason }) =>
    context.commit(async (tx) => {
      const { caller, now } = context
      const record = await tx.get('holderServices', pauseId)
      if (!record?.pausedService) throw notFound('暂停记录')
      const service = await serviceOf(tx, record.pausedService)
      if (!worksAt(caller, service.siteId)) throw forbidden('由本站点的工作人员来恢复')
      const { pausedUntil: _u, pausedService: _s, ...rest } = record
      const lifted = { at: now, by: caller.person?.id ?? '', reason }
      if (!(await tx.replace('holderServices', { ...rest, noShows: [], lifted }))) throw conflict()
      const told = await personOf(tx, record, service.kind)
      return {
        answer: { pauseId },
        notices: told
          ? [
              {
                personId: told,
                kind: 'booking.lift',
                title: '可以重新预约了',
                body: `${service.siteName}${service.name}。${reason}`,
              },
            ]
          : [],
      }
    }),
})

/** Who hears that a pause is over; nobody can tell at a confidential service. */
async function personOf(reader: Reader, record: HolderServiceDoc, kind: Parameters<typeof isConfidential>[0]) {
  if (isConfidential(kind)) return undefined
  const holder = holderOf(record)
  const card = await reader.get('patrons', holder)
  if (card?.kind === 'elder') return undefined
  return card?.guardianId ?? holder
}
