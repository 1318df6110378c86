import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../cloudfunctions/kernel/ports'
import { type House, openHouse } from '../local/house'
import { type Cast, findCast } from './report/cast'
import type { StoreOps } from './report/counting'
import { opsOfEveryAction, totalOf } from './report/ops'
import { callAs, stranger } from './report/story'
import { timed } from './report/timed'

interface Figures {
  /** Calls a second of hazard.report through the whole pipeline. */
  callsPerSecond: number
  /** Inserts a second of the same items into the bare store, in the same run. */
  baselinePerSecond: number
  /** callsPerSecond / baselinePerSecond. */
  ratio: number
  /** Store operations of each action; the most of them where an action was called more than once. */
  storeOps: Record<string, StoreOps>
}

/** The two are measured by turns, so that a machine that slows down slows both. */
const rounds = 5
const residents = 500

/** Measures hazard.report on the embedded store with the demo city in a folder of its own. */
export async function measure(): Promise<Figures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hehe-bench-'))
  try {
    const house = await openHouse({ dataDir, demo: true, rateFactor: 1e9 })
    const cast = await findCast(house.ports.store)
    const { calls, inserts } = await race(house, cast)
    const storeOps = await opsOfEveryAction(house, cast)
    await house.close()
    const figures = {
      callsPerSecond: Math.round(calls),
      baselinePerSecond: Math.round(inserts),
      ratio: Number((calls / inserts).toFixed(3)),
      storeOps,
    }
    print(figures)
    return figures
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Calls and bare inserts a second. */
async function race(house: House, cast: Cast) {
  let count = 0
  const report = async () => {
    count += 1
    const call = callAs(house.dispatch, stranger(`reporter-${count % residents}`))
    await call('hazard.report', {
      category,
      description: `第 ${count} 次：楼道里堆满了杂物，电动车进楼充电`,
      buildingId: cast.building.id,
      point: cast.point,
      confidential: count % 2 === 0,
    })
  }
  const { categories } = await callAs(house.dispatch)('hazard.categories', {})
  const category = categories[0].id
  await report()
  const sample = await anItem(house.ports.store, cast)
  const insert = async () => {
    count += 1
    await house.ports.store.insert('items', { ...sample, id: `bench-${count}` })
  }
  await timed(report)
  await timed(insert)
  const speeds = { calls: 0, inserts: 0 }
  for (let round = 0; round < rounds; round += 1) {
    speeds.calls += (await timed(report)) / rounds
    speeds.inserts += (await timed(insert)) / rounds
  }
  return speeds
}

async function anItem(store: Store, cast: Cast) {
  const gridId = cast.building.path.gridId ?? ''
  const { rows } = await store.range('items', 'byOpenGrid', { eq: [gridId], limit: 1 })
  const { version: _, ...item } = rows[0]
  return item
}

function print({ callsPerSecond, baselinePerSecond, ratio, storeOps }: Figures) {
  console.log(`hazard.report, whole pipeline: ${callsPerSecond} calls a second`)
  console.log(`bare insert of the same item:  ${baselinePerSecond} a second (ratio ${ratio})`)
  console.log('\nStore operations of each action:')
  for (const [name, ops] of Object.entries(storeOps).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const kinds = Object.entries(ops).filter(([kind, n]) => n > 0 && kind !== 'transaction')
    const detail = kinds.map(([kind, n]) => `${n} ${kind}`).join(', ')
    console.log(`  ${name.padEnd(26)} ${String(totalOf(ops)).padStart(3)}  ${detail}`)
  }
}
