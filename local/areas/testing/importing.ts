import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AreaDoc } from '../../../cloudfunctions/kernel/collections'
import { foundCity, storeFile } from '../../founding'
import { openStore } from '../../store'
import { foundationDocs } from '../city/foundation'
import { importAreas } from '../import'
import type { Options } from '../options'

export const now = '2026-11-23T08:00:00.000Z'
export const december = '2026-11-30T16:00:00.000Z'
/** 中兴社区, whose grids the files draw. */
export const communityId = '210202012004'

/** Cities in folders and files to import into them, for one test file; both are gone after it. */
export function importing() {
  const root = mkdtempSync(join(tmpdir(), 'hehe-import-'))
  afterAll(() => rmSync(root, { recursive: true }))

  const [divided, inGrids] = [join(root, 'divided'), join(root, 'in-grids')]
  beforeAll(async () => {
    mkdirSync(divided)
    await foundCity(divided, (store) =>
      store.rewrite(
        Object.fromEntries(Object.entries(foundationDocs()).map(([name, put]) => [name, { put, remove: [] }])),
      ),
    )
    cpSync(divided, inGrids, { recursive: true })
    await run(inGrids, [twoGrids(), twoBuildings()])
  })
  /** A new city that has its divisions only. */
  function dividedCity() {
    const path = folder()
    cpSync(divided, path, { recursive: true })
    return path
  }
  /** A new city with two grids in one of its communities, and a building in each. */
  function cityInGrids() {
    const path = folder()
    cpSync(inGrids, path, { recursive: true })
    return path
  }

  let count = 0
  /** A new folder to work in. */
  function folder() {
    count += 1
    const path = join(root, String(count))
    mkdirSync(path)
    return path
  }
  function written(name: string, content: string) {
    const path = join(folder(), name)
    writeFileSync(path, content)
    return path
  }

  const said: string[] = []
  /** Imports into `dataDir` as the command would; by default files in GCJ-02 from December on. */
  function run(dataDir: string, files: string[], more: Partial<Options> = {}) {
    const reportDir = join(dataDir, 'report')
    const options = {
      files,
      system: 'gcj02',
      day: '2026-12-01',
      dryRun: false,
      dataDir,
      reportDir,
      encoding: 'utf-8',
    } as const
    return importAreas({ ...options, ...more }, now, (text) => said.push(text))
  }

  /** A map of rectangles: name of the grid, west, east; all of one community, 38.874 to 38.877 north. */
  const map = (...grids: [name: string, west: number, east: number][]) =>
    written(
      'grids.geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        features: grids.map(([grid, west, east]) => ({
          type: 'Feature',
          properties: { 街道: '老虎滩街道', 社区: '中兴社区', 网格: grid },
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [west, 38.874],
                [east, 38.874],
                [east, 38.877],
                [west, 38.877],
                [west, 38.874],
              ],
            ],
          },
        })),
      }),
    )
  const table = (...lines: string[]) =>
    written('table.csv', ['街道,社区,网格,楼栋,户数,户室,经度,纬度,网格员,网格员电话', ...lines].join('\n'))
  const building = (grid: string, name: string, lng: number, doors = '') =>
    `老虎滩街道,中兴社区,${grid},${name},,${doors},${lng},38.8755,,`

  const twoGrids = () => map(['第1网格', 121.667, 121.67], ['第2网格', 121.67, 121.673])
  const twoBuildings = () =>
    table(building('第1网格', '一号楼', 121.668, '1-101、1-102'), building('第2网格', '二号楼', 121.672, '1-101'))

  /** Everything that the store of a folder holds. */
  async function stored(dataDir: string) {
    const store = openStore(storeFile(dataDir))
    const docs = [...store.everything()]
    await store.close()
    return docs
  }
  async function areasOf(dataDir: string) {
    const docs = await stored(dataDir)
    const areas = docs.flatMap(([collection, doc]) => (collection === 'areas' ? [doc as AreaDoc] : []))
    const find = (name: string) => areas.find((area) => area.name === name && area.path.communityId === communityId)
    return { areas, find }
  }
  const textsOf = (imported: Awaited<ReturnType<typeof run>>, fault: boolean) =>
    imported.findings.filter((one) => one.fault === fault).map(({ text }) => text)

  return {
    root,
    folder,
    written,
    dividedCity,
    cityInGrids,
    run,
    map,
    table,
    building,
    twoGrids,
    twoBuildings,
    stored,
    areasOf,
    textsOf,
  }
}
