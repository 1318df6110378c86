import type * as engine from 'glass-easel'

/** WeChat's shape of events, from the engine's. */

interface Touchlike {
  identifier?: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
}

const touch = ({ identifier = 0, pageX, pageY, clientX, clientY }: Touchlike) => ({
  identifier,
  pageX,
  pageY,
  clientX,
  clientY,
})

/** Touches of a DOM event; a mouse is one finger. */
export function touchesOf(event: (Event & Partial<TouchEvent> & Partial<Touchlike>) | undefined) {
  if (!event) return {}
  if (event.changedTouches)
    return {
      touches: [...(event.touches ?? [])].map(touch),
      changedTouches: [...event.changedTouches].map(touch),
    }
  if (event.clientX === undefined) return {}
  const finger = touch(event as unknown as Touchlike)
  return { touches: [finger], changedTouches: [finger] }
}

function plainTarget(caller: { _$?: engine.Element } & Partial<engine.Element>) {
  const element = (caller._$ ?? caller) as engine.Element
  const dom = element.$$ as unknown as HTMLElement | null
  return {
    id: element.id,
    dataset: { ...element.dataset },
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
  }
}

const plainEvent = (event: any) => ({
  type: event.type,
  timeStamp: event.timeStamp,
  detail: event.detail,
  target: plainTarget(event.target),
  currentTarget: plainTarget(event.currentTarget),
  mark: event.mark ?? {},
  touches: event.touches ?? [],
  changedTouches: event.changedTouches ?? [],
})

/** Has every handler among the methods receive plain events, as WeChat's script layer does. */
export function withPlainEvents<T extends object>(methods: T): T {
  const wrapped = { ...methods } as Record<string, unknown>
  for (const [name, method] of Object.entries(wrapped)) {
    if (typeof method !== 'function') continue
    wrapped[name] = function (this: unknown, first: any, ...rest: unknown[]) {
      const isEvent = typeof first?.wrapShadowedEvent === 'function'
      return method.apply(this, [isEvent ? plainEvent(first) : first, ...rest])
    }
  }
  return wrapped as T
}
