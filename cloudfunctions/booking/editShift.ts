import { conflict, forbidden, invalid } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import type { RosterDoc, ShiftDoc } from '../kernel/collections.booking'
import type { OutgoingNotice } from '../kernel/notices'
import { withRole } from '../kernel/people'
import type { Transaction } from '../kernel/ports'
import { isBusy, presentShift, shiftOf, writeShift } from './shifts'
import { dayAndTime } from './slot.rules'
import { managers, manages, notManager } from './workplace'

const perHour = 300

/** Puts one of the site's counsellors on a shift, or nobody; a swap that was asked for it is over. */
export const editShift = action({
  name: 'booking.editShift',
  policy: managers,
  perHour,
  async run(context, { shiftId, counsellorId, reason }) {
    const { store } = context.ports
    const { shift, roster, service } = await shiftOf(store, shiftId)
    if (!manages(context.caller, { id: service.siteId, area: service.area })) throw notManager()
    notOver(shift, context.now)
    const chosen = counsellorId === undefined ? undefined : await counsellorOf(context, roster, counsellorId)
    if (chosen && (await isBusy(store, chosen.personId, shift)))
      throw invalid('counsellorId', `${chosen.title}那时已有别的班`)
    const next = handed(context, shift, chosen, { source: 'override', act: 'override', reason })
    return context.commit(async (tx) => {
      await reassign(tx, roster, next)
      return { answer: presentShift(context, written(next)), notices: changesOf(shift, next, reason) }
    })
  },
})

/** Whoever had the shift hears that they have it no more, and whoever has it now that they do. */
function changesOf(before: ShiftDoc, after: ShiftDoc, reason: string): OutgoingNotice[] {
  if (before.counsellorId === after.counsellorId) return []
  return [
    ...(before.counsellorId ? [tellOf(before.counsellorId, after, '排班有变：这一班不用您值了', reason)] : []),
    ...(after.counsellorId ? [tellOf(after.counsellorId, after, '排班有变：您有新的班', reason)] : []),
  ]
}

/** Asks a colleague to take over a shift of one's own. */
export const askSwap = action({
  name: 'booking.askSwap',
  policy: withRole('counsellor'),
  perHour,
  async run(context, { shiftId, version, counsellorId, note }) {
    const { store } = context.ports
    const { shift, roster } = await shiftOf(store, shiftId)
    const me = context.caller.person?.id
    if (!me || shift.counsellorId !== me) throw forbidden('只能为自己的班找人换')
    notOver(shift, context.now)
    if (counsellorId === me) throw invalid('counsellorId', '请选择另一位咨询师')
    const to = await counsellorOf(context, roster, counsellorId)
    if (await isBusy(store, to.personId, shift)) throw invalid('counsellorId', `${to.title}那时已有别的班`)
    const next: ShiftDoc = {
      ...shift,
      version,
      swap: {
        state: 'asked',
        fromId: me,
        fromTitle: shift.counsellorTitle ?? '',
        toId: to.personId,
        toTitle: to.title,
        ...(note && { note }),
        at: context.now,
      },
      acts: [...shift.acts, { at: context.now, act: 'askSwap', by: me, ...(note && { reason: note }) }],
    }
    return context.commit(async (tx) => {
      if (!(await writeShift(tx, next))) throw overtaken()
      const title = `${shift.counsellorTitle ?? '同事'}想请您换班`
      return { answer: presentShift(context, written(next)), notices: [tellOf(to.personId, next, title, note)] }
    })
  },
})

/** The colleague agrees or refuses; whoever asked may withdraw. Only an agreement moves the shift. */
export const answerSwap = action({
  name: 'booking.answerSwap',
  policy: withRole('counsellor'),
  perHour,
  async run(context, { shiftId, version, answer }) {
    const { shift, roster } = await shiftOf(context.ports.store, shiftId)
    const { swap } = shift
    const mine = answer === 'withdraw' ? swap?.fromId : swap?.toId
    if (!swap || mine !== context.caller.person?.id) throw forbidden('这次换班不由您来答复')
    if (shift.version !== version) throw overtaken()
    if (swap.state !== 'asked') throw conflict('这次换班已经有了结果')
    notOver(shift, context.now)
    // The shift has moved on meanwhile: what was asked is not what would be agreed to.
    if (shift.counsellorId !== swap.fromId) throw overtaken()
    return answer === 'agree' ? agree(context, roster, shift, swap) : decline(context, shift, swap, answer)
  },
})

type Swap = NonNullable<ShiftDoc['swap']>

async function agree(context: Context, roster: RosterDoc, shift: ShiftDoc, swap: Swap) {
  if (await isBusy(context.ports.store, swap.toId, shift)) throw conflict('您那时已有别的班，不能换')
  const taker = await counsellorOf(context, roster, swap.toId)
  const moved = handed(context, shift, taker, { source: 'swap', act: 'agreeSwap' })
  const next: ShiftDoc = { ...moved, swap: { ...swap, state: 'agreed' } }
  return context.commit(async (tx) => {
    await reassign(tx, roster, next)
    const notices = [tellOf(swap.fromId, next, `${swap.toTitle}同意换班`)]
    return { answer: presentShift(context, written(next)), notices }
  })
}

/** Refused by the one asked, or withdrawn by the one who asked; the other hears of it. */
function decline(context: Context, shift: ShiftDoc, swap: Swap, answer: 'refuse' | 'withdraw') {
  const refused = answer === 'refuse'
  const next: ShiftDoc = {
    ...shift,
    swap: { ...swap, state: refused ? 'refused' : 'withdrawn' },
    acts: [...shift.acts, { at: context.now, act: `${answer}Swap`, by: refused ? swap.toId : swap.fromId }],
  }
  const notice = refused
    ? tellOf(swap.fromId, next, `${swap.toTitle}这次不能换班`)
    : tellOf(swap.toId, next, `${swap.fromTitle}撤回了换班`)
  return context.commit(async (tx) => {
    if (!(await writeShift(tx, next))) throw overtaken()
    return { answer: presentShift(context, written(next)), notices: [notice] }
  })
}

const overtaken = () => conflict('这一班刚刚有变，请刷新后再试')

function notOver({ endsAt }: ShiftDoc, now: string) {
  if (endsAt <= now) throw conflict('这一班已经过去了')
}

/** A counsellor of the roster's site, under their work name. @throws ActionError INVALID naming `counsellorId` */
async function counsellorOf({ ports }: Context, { siteId }: RosterDoc, personId: string) {
  const { rows } = await ports.store.range('roles', 'byPerson', { eq: [personId], limit: 100 })
  const role = rows.find((held) => held.role === 'counsellor' && held.areaId === siteId)
  if (!role) throw invalid('counsellorId', '只能选择本站点的咨询师')
  return { personId, title: role.name }
}

type Change = Pick<ShiftDoc, 'source'> & { act: string; reason?: string }

/** The shift in other hands, or nobody's. */
function handed(
  { caller, now }: Context,
  { counsellorId: _c, counsellorTitle: _t, swap: _s, ...shift }: ShiftDoc,
  to: { personId: string; title: string } | undefined,
  { source, act, reason }: Change,
): ShiftDoc {
  return {
    ...shift,
    source,
    ...(to && { counsellorId: to.personId, counsellorTitle: to.title }),
    acts: [...shift.acts, { at: now, act, by: caller.person?.id ?? '', ...(reason && { reason }) }],
  }
}

/**
 * Writes a shift in new hands. The roster is replaced as well, in the version that was read before anybody's other
 * shifts were: two changes at once that would put one counsellor on two turns are told apart by it.
 */
async function reassign(tx: Transaction, roster: RosterDoc, next: ShiftDoc) {
  if (!(await tx.replace('rosters', roster)) || !(await writeShift(tx, next))) throw overtaken()
}

/** As the store has numbered it by then. */
const written = (shift: ShiftDoc): ShiftDoc => ({ ...shift, version: shift.version + 1 })

const tellOf = (personId: string, { startsAt }: ShiftDoc, title: string, note?: string): OutgoingNotice => ({
  personId,
  kind: 'roster.shift',
  title,
  body: [`${dayAndTime(startsAt)}起的班`, note].filter(Boolean).join('。'),
  template: 'deskWork',
})
