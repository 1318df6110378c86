import { conflict, forbidden, notFound } from '../contract/errors'
import { limits } from '../contract/limits'
import { action } from '../kernel/action'
import type { HolderServiceDoc } from '../kernel/collections.booking'
import type { Ports, Reader } from '../kernel/ports'
import { justAfter } from '../kernel/time'
import { serviceOf } from './load'
import { findCard } from './patron'
import { isConfidential } from './slot.rules'
import { managedService, managers, worksAt } from './workplace'

/**
 * What somebody paused at a confidential service tells its staff instead of a name: six digits that only the city's secret
 * makes out of the record.
 */
export const pauseCode = ({ secrets }: Pick<Ports, 'secrets'>, recordId: string): string =>
  (BigInt(`0x${secrets.mac('pause', recordId)}`) % 1_000_000n).toString().padStart(6, '0')

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
    const hidden = isConfidential(service.kind)
    const name = async (record: HolderServiceDoc) =>
      hidden
        ? `恢复码 ${pauseCode(context.ports, record.id)}`
        : (await findCard(store, holderOf(record)))?.name || '未留姓名'
    return {
      pauses: await Promise.all(
        page.rows.map(async (record) => ({
          pauseId: record.id,
          version: record.version,
          name: await name(record),
          until: record.pausedUntil ?? context.now,
          // Nobody but the counsellor on duty learns when there was an appointment
          noShows: hidden ? [] : record.noShows.map(({ startsAt }) => startsAt),
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
