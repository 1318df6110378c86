import type { Answer, Input } from '../contract'
import { type ProxyState, type ServiceKind, serviceKinds } from '../contract/booking'
import { conflict, invalid, notFound } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { PatronDoc, ProxyDoc } from '../kernel/collections.booking'
import type { OutgoingNotice } from '../kernel/notices'
import { maskName, signedIn } from '../kernel/people'
import type { Fresh, Reader } from '../kernel/ports'
import { dateOf, instantOf, plusDays } from './days.rules'
import { callersCard, findCard, homeOf } from './patron'
import { isConfidential } from './slot.rules'

/** Leave to book for somebody 代约: with a scope and an end, seen and revocable by its person. */

/** Digits of the code by which somebody takes a leave that was given to a phone number. */
const codeDigits = 8

type Grant = Input<'booking.grantProxy'>

/** Whose leave it is to give: one's own, a child's, or an elder's, recorded by who cares for them. */
async function giverOf(reader: Reader, context: Context, patronId: string | undefined) {
  const { caller, now } = context
  const id = caller.person?.id ?? ''
  if (patronId === undefined || patronId === id) return { patron: await callersCard(reader, context), by: undefined }
  const patron = await findCard(reader, patronId)
  if (!patron) throw notFound('名片')
  if (patron.guardianId === id) return { patron, by: undefined }
  const title = await carerTitle(reader, context, patron, now)
  if (title === undefined) throw notFound('名片')
  return { patron, by: { personId: id, title } }
}

/** The title of whoever keeps the card of an elder who has only a phone: site, grid or community. */
async function carerTitle(reader: Reader, { caller }: Context, patron: PatronDoc, now: string) {
  if (patron.kind !== 'elder') return undefined
  const { gridId, communityId } = (await homeOf(reader, patron, now))?.area ?? {}
  return caller.roles.find(
    ({ role, areaId }) =>
      role === 'siteStaff' ||
      (role === 'gridWorker' && areaId === gridId) ||
      (role === 'communityStaff' && areaId === communityId),
  )?.title
}

function checkGrant({ scope, until }: Grant, now: string) {
  if (scope.some(isConfidential)) throw invalid('scope', `${serviceKinds.counselling}只能本人预约，不能代约`)
  const today = dateOf(now)
  if (until < today) throw invalid('until', '截止日期不能早于今天')
  if (until > plusDays(today, limits.booking.proxyDays)) throw invalid('until', '代约最长一年，到期可以再开通')
}

const inviteId = ({ ports }: Context, code: string) => ports.secrets.mac('proxy', code)

/** Lets somebody book for a person: at once where they are known, else with a code that they enter. */
export const grantProxy = action({
  name: 'booking.grantProxy',
  policy: signedIn,
  perHour: 30,
  async run(context, input) {
    checkGrant(input, context.now)
    const code = context.digits(codeDigits)
    const answer = await context.commit<Answer<'booking.grantProxy'>>(async (tx) => {
      const { patron, by } = await giverOf(tx, context, input.patronId)
      const leave = {
        patronId: patron.id,
        patronName: patron.name || '未留姓名',
        scope: [...new Set(input.scope)],
        until: instantOf(plusDays(input.until, 1)),
        ...(by && { recordedBy: by }),
      }
      if (input.personId === undefined) {
        const invite = { ...leave, id: inviteId(context, code), phoneTail: input.phone?.slice(-4) }
        if (!(await tx.insert('proxies', invite))) throw conflict('请再试一次')
        return { answer: { proxyId: invite.id, state: 'invited' as const } }
      }
      if (input.personId === patron.id) throw invalid('personId', '本人不用给自己开通代约')
      const proxy = await tx.get('people', input.personId)
      if (!proxy) throw invalid('personId', '没有找到这个人，请改用手机号')
      const id = `${patron.id}:${proxy.id}`
      await put(tx, { ...leave, id, proxyPersonId: proxy.id, ...(proxy.name && { proxyName: proxy.name }) })
      return {
        answer: { proxyId: id, state: 'active' as const },
        notices: [notice(proxy.id, 'grant', `您可以替${maskName(leave.patronName)}预约服务了`, leave.scope)],
      }
    })
    return withCode(context, input, answer)
  },
  replay: withCode,
})

/** The code comes out of the request itself, so that a repeated call is answered the same without storing it. */
function withCode(
  context: Context,
  { phone, scope }: Grant,
  answer: Answer<'booking.grantProxy'>,
): Answer<'booking.grantProxy'> {
  if (phone === undefined) return answer
  const code = context.digits(codeDigits)
  return {
    ...answer,
    code,
    handover: `【和合】请您帮忙代约${scopeText(scope)}。打开小程序「和合」，在「代约」里输入代约码 ${code}。请不要转给别人。`,
  }
}

const scopeText = (scope: readonly ServiceKind[]) => scope.map((kind) => serviceKinds[kind]).join('、')

const notice = (personId: string, act: string, title: string, scope: readonly ServiceKind[]): OutgoingNotice => ({
  personId,
  kind: `proxy.${act}`,
  title,
  body: `服务范围：${scopeText(scope)}`,
})

/** Writes a leave in place of an earlier one to the same person. */
async function put(tx: Parameters<Parameters<Context['commit']>[0]>[0], leave: Fresh<ProxyDoc>) {
  const stored = await tx.get('proxies', leave.id)
  const written = stored
    ? await tx.replace('proxies', { ...leave, version: stored.version })
    : await tx.insert('proxies', leave)
  if (!written) throw conflict()
}

/** Takes a leave by its code, once. */
export const acceptProxy = action({
  name: 'booking.acceptProxy',
  policy: signedIn,
  // A code has eight digits: whoever tries them out does not get far
  perHour: 10,
  run: (context, { code }) =>
    context.commit(async (tx) => {
      const { caller, now } = context
      const invite = await tx.get('proxies', inviteId(context, code))
      if (!invite || invite.revokedAt !== undefined || now >= invite.until || !caller.person)
        throw invalid('code', '代约码不对，或者已经用过、到期，请向对方再要一个')
      const me = caller.person
      if (invite.patronId === me.id) throw invalid('code', '这是您自己给出的代约码，请发给代约人')
      const { id: _, version, ...leave } = invite
      if (!(await tx.remove('proxies', invite.id, version))) throw conflict()
      const id = `${leave.patronId}:${me.id}`
      const proxyName = me.record?.name
      await put(tx, { ...leave, id, proxyPersonId: me.id, ...(proxyName && { proxyName }) })
      const teller = await giver(tx, leave)
      return {
        answer: { proxyId: id, patronId: leave.patronId },
        notices: teller
          ? [notice(teller, 'accept', `${proxyName ? maskName(proxyName) : tailWords(leave)}接受了代约`, leave.scope)]
          : [],
      }
    }),
})

/** Who hears about a leave on its giver's side: the person, a child's guardian, or whoever recorded it. */
async function giver(reader: Reader, { patronId, recordedBy }: Pick<ProxyDoc, 'patronId' | 'recordedBy'>) {
  const card = await reader.get('patrons', patronId)
  if (card?.kind === 'elder') return recordedBy?.personId
  return card?.guardianId ?? patronId
}

/** Takes a leave back, or gives it up. Taken back once more it stays so. */
export const revokeProxy = action({
  name: 'booking.revokeProxy',
  policy: signedIn,
  perHour: 100,
  run: (context, { proxyId }) =>
    context.commit(async (tx) => {
      const { caller, now } = context
      const me = caller.person?.id ?? ''
      const leave = await tx.get('proxies', proxyId)
      if (!leave) throw notFound('代约')
      const patron = await findCard(tx, leave.patronId)
      const given = leave.patronId === me || patron?.guardianId === me
      const cares = patron && (await carerTitle(tx, context, patron, now)) !== undefined
      if (!given && !cares && leave.proxyPersonId !== me) throw notFound('代约')
      const answer = { proxyId, state: 'revoked' as const }
      if (leave.revokedAt !== undefined) return { answer }
      if (!(await tx.replace('proxies', { ...leave, revokedAt: now }))) throw conflict()
      const told = leave.proxyPersonId === me ? await giver(tx, leave) : leave.proxyPersonId
      return { answer, notices: told ? [notice(told, 'revoke', '代约已收回', leave.scope)] : [] }
    }),
})

const stateOf = ({ proxyPersonId, revokedAt, until }: ProxyDoc, now: string): ProxyState => {
  if (revokedAt !== undefined) return 'revoked'
  if (until <= now) return 'ended'
  return proxyPersonId === undefined ? 'invited' : 'active'
}

const tailWords = ({ phoneTail }: Pick<ProxyDoc, 'phoneTail'>) => (phoneTail ? `手机尾号 ${phoneTail}` : '未留姓名的人')

/**
 * Who was given leave, as the giver reads it: `李*，手机尾号 1234`. Before the code is entered nobody is behind the number:
 * who has which number is not for everybody to find out.
 */
async function granteeOf(reader: Reader, leave: ProxyDoc): Promise<string> {
  const person = leave.proxyPersonId ? await reader.get('people', leave.proxyPersonId) : undefined
  const name = person?.name ?? leave.proxyName
  if (!name) return tailWords(leave)
  return leave.phoneTail ? `${maskName(name)}，${tailWords(leave)}` : maskName(name)
}

/** Leaves shown of one side at most. */
const mostShown = 100

/** Leaves that the caller gave, for themselves and their children, and those they received. */
export const proxies = action({
  name: 'booking.proxies',
  policy: signedIn,
  async run({ caller, ports: { store }, now }) {
    const me = caller.person?.id ?? ''
    const children = await store.range('patrons', 'byGuardian', { eq: [me], limit: mostShown })
    const query = { direction: 'desc' as const, limit: mostShown }
    const given = await Promise.all(
      [me, ...children.rows.map(({ id }) => id)].map((id) =>
        store.range('proxies', 'byPatron', { ...query, eq: [id] }),
      ),
    )
    const received = await store.range('proxies', 'byProxy', { ...query, eq: [me] })
    const show = async (leave: ProxyDoc, side: 'given' | 'received') => ({
      proxyId: leave.id,
      version: leave.version,
      state: stateOf(leave, now),
      name: side === 'received' ? maskName(leave.patronName) : await granteeOf(store, leave),
      side,
      patronId: leave.patronId,
      scope: leave.scope,
      until: leave.until,
      recordedBy: leave.recordedBy?.title,
    })
    return {
      proxies: await Promise.all([
        ...given.flatMap(({ rows }) => rows.map((leave) => show(leave, 'given'))),
        ...received.rows.map((leave) => show(leave, 'received')),
      ]),
    }
  },
})
