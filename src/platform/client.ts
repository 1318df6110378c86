import type { ActionName, Answer, Request } from '@contract'
import { ActionError } from '@contract/errors'
import { transport } from './call'
import { newRequestId } from './request-id'

export { newRequestId }

/** Actions that change nothing, so that asking again is harmless. */
const reads: ReadonlySet<ActionName> = new Set<ActionName>([
  'account.me',
  'account.memberships',
  'account.inbox',
  'account.export',
  'area.search',
  'area.children',
  'area.building',
  'area.locate',
  'area.around',
  'area.coverage',
  'area.staff',
  'hazard.categories',
  'hazard.nearby',
  'hazard.follow',
  'hazard.departments',
  'item.mine',
  'item.get',
  'item.queue',
  'booking.sites',
  'booking.site',
  'booking.service',
  'booking.slots',
  'booking.menu',
  'booking.mine',
  'booking.get',
  'booking.patrons',
  'booking.findPatron',
  'booking.proxies',
  'booking.pauses',
  'booking.dayList',
  'booking.rounds',
  'booking.duty',
  'booking.roster',
  'booking.appointments',
  'booking.note',
  'deliberation.groups',
  'deliberation.members',
  'deliberation.topics',
  'deliberation.topic',
  'deliberation.opinions',
  'deliberation.posts',
  'deliberation.appeals',
  'deliberation.moderationLog',
  'deliberation.counters',
  'deliberation.result',
  'deliberation.ballotBox',
  'deliberation.namedBallots',
  'deliberation.paperEntries',
  'deliberation.proxies',
  'deliberation.queue',
  'deliberation.steps',
  'deliberation.stepBoard',
  'deliberation.carry',
])

export interface CallOptions {
  /** The intent's own id, where it must survive a restart (see Outbox). Else each call is a new intent. */
  requestId?: string
}

/** The one way to the city. Throws ActionError: the server's, or UNAVAILABLE when no answer came back. */
export type Call = <N extends ActionName>(name: N, input: Request<N>, options?: CallOptions) => Promise<Answer<N>>

export const call: Call = async (name, input, options = {}) => {
  const body = { name, input, requestId: options.requestId ?? newRequestId() }
  const attempt = async () => {
    const outcome = await transport(body)
    // The server answers exactly the schema of the contract; checking it again here would only cost start-up time.
    if (outcome.ok) return outcome.value as Answer<typeof name>
    throw new ActionError(outcome.error.code, outcome.error.message, outcome.error.fields)
  }
  try {
    return await attempt()
  } catch (error) {
    if (reads.has(name) && error instanceof ActionError && error.code === 'UNAVAILABLE') return attempt()
    throw error
  }
}
