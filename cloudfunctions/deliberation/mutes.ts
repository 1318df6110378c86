import { forbidden } from '../contract/errors'
import type { Context } from '../kernel/action'
import { dayAndTime } from '../kernel/time'

/** Until when somebody may not speak in a group; undefined when they may. */
export async function mutedUntil({ ports, now }: Pick<Context, 'ports' | 'now'>, groupId: string, personId: string) {
  const mute = await ports.store.get('mutes', `${groupId}:${personId}`)
  return mute && mute.until > now ? mute.until : undefined
}

/** @throws ActionError FORBIDDEN while the caller may not speak in the group */
export async function checkMaySpeak(context: Context, groupId: string) {
  const until = await mutedUntil(context, groupId, context.caller.person?.id ?? '')
  if (until) throw forbidden(`您在本群暂时不能发言，${dayAndTime(until)} 之后可以再说`)
}
