import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHouse } from '../local/house'
import { raceBookings } from './booking/race'

interface Figures {
  /** Successful bookings a second through the whole pipeline, all of one slot. */
  oneSlotPerSecond: number
  /** The same spread over a hundred slots. */
  hundredSlotsPerSecond: number
  /** Transactions a second on the bare store that read a slot, replace it and insert a booking, in the same run. */
  baselinePerSecond: number
  /** hundredSlotsPerSecond / baselinePerSecond. */
  ratio: number
  /** Refusals while places were free: of all that was measured, and of 600 people at once for 300 places. */
  refusedWhileFree: number
  /** Bookings beyond the places, and counters that are not what is counted. */
  overbooked: number
}

const unlimited = 1e9

/** Measures booking.book on the embedded store with the demo city in a folder of its own. */
export async function measure(): Promise<Figures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hehe-bench-'))
  try {
    const house = await openHouse({ dataDir, demo: true, rateFactor: unlimited })
    const { oneSlot, hundredSlots, bare, refusedWhileFree, overbooked } = await raceBookings(house)
    await house.close()
    const figures = {
      oneSlotPerSecond: Math.round(oneSlot),
      hundredSlotsPerSecond: Math.round(hundredSlots),
      baselinePerSecond: Math.round(bare),
      ratio: Number((hundredSlots / bare).toFixed(3)),
      refusedWhileFree,
      overbooked,
    }
    print(figures)
    return figures
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function print(figures: Figures) {
  const { oneSlotPerSecond, hundredSlotsPerSecond, baselinePerSecond, ratio, refusedWhileFree, overbooked } = figures
  console.log(`booking.book, whole pipeline, one slot:  ${oneSlotPerSecond} a second`)
  console.log(`booking.book, whole pipeline, 100 slots: ${hundredSlotsPerSecond} a second`)
  console.log(`bare transaction of slot and booking:    ${baselinePerSecond} a second (ratio ${ratio})`)
  console.log(`refused while places were free: ${refusedWhileFree}; overbooked: ${overbooked}`)
}
