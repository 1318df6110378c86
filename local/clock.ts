import { join } from 'node:path'
import { ActionError, invalid } from '../cloudfunctions/contract/errors'
import type { Clock } from '../cloudfunctions/kernel/ports'
import { readIfThere, writeWhole } from './disk'

/** The machine's clock, which a demonstration may put forward. It never goes back, not even through a restart. */
export interface LocalClock extends Clock {
  /**
   * @param to ISO 8601
   * @throws ActionError INVALID when it is no instant, CONFLICT when it is not after now
   */
  moveTo(to: string): void
}

/** ISO texts of later years have a sign in front and would not sort. */
const lastYear = 9998

/** How far the clock runs ahead of `system` is kept in `folder`/clock.json. */
export function openClock(folder: string, system: Clock): LocalClock {
  const file = join(folder, 'clock.json')
  const stored = readIfThere(file)
  let aheadMs: number = stored ? JSON.parse(stored.toString()).aheadMs : 0
  const now = () => new Date(Date.parse(system.now()) + aheadMs).toISOString()
  return {
    now,
    moveTo(to) {
      const target = Date.parse(to)
      if (!/^\d{4}-\d\d-\d\dT/.test(to) || Number.isNaN(target) || new Date(target).getUTCFullYear() > lastYear)
        throw invalid('now', '请用 2026-11-23T08:00:00.000Z 这样的时间')
      if (target <= Date.parse(now())) throw new ActionError('CONFLICT', '时钟只能往后拨')
      const ahead = target - Date.parse(system.now())
      writeWhole(file, JSON.stringify({ aheadMs: ahead }))
      aheadMs = ahead
    },
  }
}
