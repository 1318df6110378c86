import * as v from 'valibot'
import type { ActionName, CallBody, Outcome } from '../contract'
import { ActionError, conflict, type FieldErrors, forbidden } from '../contract/errors'
import { limits } from '../contract/limits'
import { type Action, type Context, schemasOf } from './action'
import type { RequestDoc } from './collections'
import { ownerMac } from './files'
import { writeNotices } from './notices'
import { type Caller, loadCaller, newPerson, nobody } from './people'
import type { Identity, Ports, Transaction } from './ports'
import { plusHours, roundedAfter } from './time'

export interface PipelineOptions {
  /** Multiplies every action's hourly limit; a test bench or a demonstration may be generous. 1 in the cloud. */
  rateFactor?: number
  /** Receives one line a call: never who, never what. */
  log?: (line: CallLog) => void
}
export interface CallLog {
  action: string
  outcome: 'ok' | string
  ms: number
}

const envelope = v.object({
  name: v.string(),
  input: v.optional(v.unknown(), {}),
  requestId: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(limits.requestId.max))),
})

/** Hours that the answer to a request id is kept. */
const replayHours = 24

/** Unlinked calls are counted in this process only: a stored count would tie the person to the hour of the report. */
type Counts = Map<string, number>

/**
 * The one way in: identify, validate, authorise, de-duplicate, run, present. Answers every call with an Outcome;
 * it never throws.
 */
export function pipeline(actions: readonly Action[], ports: Ports, options: PipelineOptions = {}) {
  const byName = new Map<string, Action>(actions.map((a) => [a.name, a]))
  const counts: Counts = new Map()

  return async function dispatch(body: CallBody, identity?: Identity): Promise<Outcome<unknown>> {
    const started = performance.now()
    const name = typeof body?.name === 'string' && byName.has(body.name) ? body.name : 'unknown'
    let outcome: Outcome<unknown>
    try {
      outcome = { ok: true, value: await handle(body, identity) }
    } catch (error) {
      outcome = { ok: false, error: toActionError(error).toBody() }
    }
    options.log?.({
      action: name,
      outcome: outcome.ok ? 'ok' : outcome.error.code,
      ms: Math.round(performance.now() - started),
    })
    return outcome
  }

  async function handle(body: CallBody, identity: Identity | undefined): Promise<unknown> {
    const call = parse(envelope, body)
    const declared = byName.get(call.name)
    if (!declared) throw new ActionError('NOT_FOUND', '没有这项操作')
    const { request, answer } = schemasOf(declared.name as ActionName)

    const caller = await loadCaller(ports.store, identity)
    const input = parse(request as v.GenericSchema, call.input ?? {})
    const verdict = declared.policy(caller, input)
    if (verdict === 'UNAUTHENTICATED') throw new ActionError('UNAUTHENTICATED', '请先登录')
    if (!verdict) throw forbidden()

    const unlinked = declared.unlinked?.(input as never) ?? false
    const now = ports.clock.now()
    const who = identity?.personId ?? ''
    const rate = rateOf(declared, who, now)
    const requestKey = call.requestId && ports.secrets.mac('request', `${who}|${declared.name}|${call.requestId}`)
    const openid = identity?.openid ?? ''
    const seed = call.requestId ? `${who}|${call.requestId}` : ports.random.id()
    let committed = false
    const context: Context = {
      caller: unlinked ? nobody : caller,
      now,
      ports,
      digits: (length) => digits(ports, seed, length),
      checkText: (text) => ports.moderation.checkText(text, openid),
      ownsFile: (file) => file.ownerMac === ownerMac(ports.secrets, who, file.id),
      async commit(work) {
        if (committed) throw new Error(`${declared.name} commits twice`)
        committed = true
        return ports.store.transaction(async (tx) => {
          const { answer: value, notices = [] } = await work(tx)
          if (requestKey) await recordRequest(tx, declared, requestKey, value, now)
          if (rate && !unlinked && who) await countCall(tx, rate, now)
          if (!unlinked) await rememberPerson(tx, caller)
          await writeNotices(tx, ports, now, notices)
          return value
        })
      },
    }
    const answerTo = async (earlier: RequestDoc) =>
      present(answer, await replayed(declared, context, input, earlier.answer))

    const earlier = requestKey && (await ports.store.get('requests', requestKey))
    if (earlier) return answerTo(earlier)
    try {
      if (rate) await admit(rate, unlinked || !who)
      return present(answer, await declared.run(context, input as never))
    } catch (error) {
      // The same request at the same time may have been faster: its answer is this one's, whatever this one ran into.
      const faster = requestKey && (await ports.store.get('requests', requestKey))
      if (faster) return answerTo(faster)
      throw error
    }
  }

  /** The caller's hourly limit of the action; its key says neither who nor what. */
  function rateOf(declared: Action, who: string, now: string): Rate | undefined {
    if (!declared.perHour) return undefined
    return {
      key: ports.secrets.mac('rate', `${who}|${declared.name}|${now.slice(0, 13)}`),
      most: declared.perHour * (options.rateFactor ?? 1),
    }
  }

  /** Refuses a call over the limit before it costs anything. Calls at once are held to it by `countCall`. */
  async function admit({ key, most }: Rate, inMemory: boolean) {
    let count: number
    if (inMemory) {
      if (counts.size > 10_000) counts.clear()
      count = counts.get(key) ?? 0
      counts.set(key, count + 1)
    } else {
      count = (await ports.store.get('rates', key))?.count ?? 0
    }
    if (count >= most) throw limited()
  }
}

interface Rate {
  key: string
  most: number
}

const limited = () => new ActionError('LIMITED', '您操作得太频繁了，请过一小时再试')

async function countCall(tx: Transaction, { key, most }: Rate, now: string) {
  const stored = await tx.get('rates', key)
  if (stored && stored.count >= most) throw limited()
  if (stored) await tx.replace('rates', { ...stored, count: stored.count + 1 })
  else await tx.insert('rates', { id: key, count: 1, expiresAt: plusHours(now, 2) })
}

async function recordRequest(tx: Transaction, declared: Action, key: string, answer: unknown, now: string) {
  const kept = declared.forget ? declared.forget(answer as never) : answer
  // To the hour, so that the record of an unlinked call cannot be matched with anything by its time.
  const expiresAt = roundedAfter(now, replayHours)
  if (!(await tx.insert('requests', { id: key, answer: kept, expiresAt }))) throw conflict()
}

const replayed = (declared: Action, context: Context, input: unknown, stored: unknown) =>
  declared.replay ? declared.replay(context, input as never, stored as never) : stored

async function rememberPerson(tx: Transaction, caller: Caller) {
  if (caller.person && !caller.person.record) await tx.insert('people', newPerson(caller.person))
}

/** A number of `length` decimal digits, the same for the same seed. */
const digits = (ports: Ports, seed: string, length: number): string =>
  (BigInt(`0x${ports.secrets.mac('digits', seed)}`) % 10n ** BigInt(length)).toString().padStart(length, '0')

/** Checks `value` against `schema`; throws INVALID with each field's own sentence. */
export function parse<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  // Without a prototype: a field may be called `toString`
  const fields: FieldErrors = Object.create(null)
  for (const issue of result.issues) {
    const path = v.getDotPath(issue) ?? ''
    fields[path] ??= sentenceOf(schema, issue)
  }
  const named = Object.keys(fields).filter(Boolean)
  const message = fields[named[0] ?? ''] ?? '填写的内容不正确'
  throw new ActionError('INVALID', message, named.length > 0 ? fields : undefined)
}

/** Whether a sentence is the contract's: it begins in Chinese. The library's quote what was sent, in any language. */
const isOwn = (text = '') => /^[\u4e00-\u9fff]/.test(text)

/** The schema's own sentence; the library's English ones are replaced by what a person can act on. */
function sentenceOf(schema: v.GenericSchema, issue: v.BaseIssue<unknown>): string {
  if (isOwn(issue.message)) return issue.message
  if (issue.type === 'strict_object' && issue.expected === 'never') return '没有这一项'
  return (issue.input === undefined && missingSentence(schema, issue)) || '填写的内容不正确'
}

/** A missing field is reported by the object round it; what to put there, the field's own schema says. */
function missingSentence(schema: v.GenericSchema, issue: v.BaseIssue<unknown>): string | undefined {
  const { entries = {} } = schema as { entries?: Record<string, v.GenericSchema> }
  const field = entries[v.getDotPath(issue) ?? '']
  if (!field) return undefined
  const own = v.safeParse(field, undefined).issues?.[0].message
  return isOwn(own) ? own : '缺少这一项'
}

/** Only what the answer schema names leaves the house. */
function present(schema: unknown, value: unknown): unknown {
  return v.parse(schema as v.GenericSchema, value)
}

function toActionError(error: unknown): ActionError {
  if (error instanceof ActionError) return error
  // The text may quote stored data, so only the kind and place of the fault are kept.
  const at = error instanceof Error ? `${error.name} ${placeOf(error)}` : typeof error
  console.error(`[fault] ${at}`)
  return new ActionError('UNAVAILABLE', '系统暂时出了点问题，请稍后再试')
}

/** First frame of the stack, which begins behind the message: a message may have several lines. */
const placeOf = ({ stack = '', message }: Error) =>
  /^\s+at .*$/m.exec(stack.slice(stack.indexOf(message) + message.length))?.[0].trim() ?? ''
