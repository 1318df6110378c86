import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHouse } from '../../local/house'
import { findCast } from './cast'
import { opsOfEveryAction, totalOf } from './ops'

/** The most that one action may ask of the store in the demo city; a list that reads each row by itself goes over it. */
const most = 150

test('every action of the product can be taken in the demo city, for a bounded number of store operations', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hehe-ops-'))
  try {
    const house = await openHouse({ dataDir, demo: true, rateFactor: 1e9 })
    const ops = await opsOfEveryAction(house, await findCast(house.ports.store))
    await house.close()
    expect(
      Object.entries(ops).flatMap(([name, one]) => (totalOf(one) > most ? [`${name} ${totalOf(one)}`] : [])),
    ).toEqual([])
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}, 120_000)
