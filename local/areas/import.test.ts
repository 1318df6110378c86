import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import readWorkbook from 'read-excel-file/node'
import { gridOf, isInForce } from '../../cloudfunctions/kernel/areas'
import type { AreaDoc } from '../../cloudfunctions/kernel/collections'
import { boundariesAt, gridIdOf } from '../../cloudfunctions/kernel/generations'
import { areaAt } from '../../cloudfunctions/kernel/geometry/compiled/lookup'
import { route } from '../../cloudfunctions/kernel/routing'
import { storeFile } from '../founding'
import { lockFolder } from '../lock'
import { openStore, viewStore } from '../store'
import { writeSamples } from './sample'
import { december, importing, now } from './testing/importing'

jest.setTimeout(60_000)

const {
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
} = importing()

test('the samples import as they are, into a city that is founded with them', async () => {
  const dataDir = folder()
  const files = await writeSamples(folder())
  const imported = await run(dataDir, files)
  expect(textsOf(imported, true)).toEqual([])
  expect(imported.outcome).toBe('loaded')
  const { areas, find } = await areasOf(dataDir)
  expect(areas.filter(({ level }) => level === 'community')).toHaveLength(1832)
  expect(find('中兴社区第1网格')).toMatchObject({ level: 'grid', households: 240, from: december })
  expect(find('样例大院3号楼')).toMatchObject({ level: 'building', within: '中山区 · 老虎滩街道 · 中兴社区 · 第2网格' })
  expect((await stored(dataDir)).filter(([collection]) => collection === 'households')).toHaveLength(8)
})

test('from the day named on, places and buildings are routed to the new grids, not before', async () => {
  const dataDir = cityInGrids()
  const { find } = await areasOf(dataDir)
  const store = openStore(storeFile(dataDir))
  expect(await boundariesAt(store, now)).toBeUndefined()
  const boundaries = await boundariesAt(store, december)
  const at = (lngE7: number) => boundaries && gridIdOf(boundaries, areaAt(boundaries.index, lngE7, 388_755_000))
  expect([at(1_216_680_000), at(1_216_720_000)]).toEqual([find('中兴社区第1网格')?.id, find('中兴社区第2网格')?.id])
  const point = { lng: 121.668, lat: 38.8755, system: 'gcj02' } as const
  expect((await route(store, { point }, december)).responsible.name).toBe('中兴社区第1网格')
  expect((await route(store, { point }, now)).responsible.level).toBe('community')
  expect((await route(store, { buildingId: find('二号楼')?.id }, december)).responsible.name).toBe('中兴社区第2网格')
  await store.close()
})

test('the same files a second time change nothing but the generation', async () => {
  const dataDir = cityInGrids()
  const before = await stored(dataDir)
  await run(dataDir, [twoGrids(), twoBuildings()])
  const kept = (docs: typeof before) =>
    docs.filter(([collection]) => !['generations', 'boundaryParts'].includes(collection))
  const after = await stored(dataDir)
  expect(kept(after)).toEqual(kept(before))
  expect(after.flatMap(([collection, { id }]) => (collection === 'generations' ? [id] : []))).toEqual([
    '2026-12-01-1',
    '2026-12-01-2',
  ])
})

test('a grid split in January: the old one ends, buildings come to the new ones, until then nothing changes', async () => {
  const dataDir = cityInGrids()
  const before = (await areasOf(dataDir)).find('中兴社区第1网格')
  const january = '2026-12-31T16:00:00.000Z'
  const split = map(['第1网格东', 121.6675, 121.67], ['第1网格西', 121.667, 121.6675], ['第2网格', 121.67, 121.673])
  const imported = await run(dataDir, [split], { day: '2027-01-01' })
  expect(textsOf(imported, true)).toEqual([])
  expect(textsOf(imported, false)).toContainEqual(expect.stringMatching(/一号楼.*改归中兴社区第1网格东/))

  const { areas, find } = await areasOf(dataDir)
  const inForce = (instant: string) =>
    areas
      .filter((area) => area.level === 'grid' && isInForce(area, instant))
      .map(({ name }) => name)
      .sort()
  expect(inForce(december)).toEqual(['中兴社区第1网格', '中兴社区第2网格'])
  expect(inForce(january)).toEqual(['中兴社区第1网格东', '中兴社区第1网格西', '中兴社区第2网格'].sort())
  const [house, east] = [find('一号楼'), find('中兴社区第1网格东')]
  expect(house && [gridOf(house, december), gridOf(house, january)]).toEqual([before?.id, east?.id])
  expect(east?.takesFrom).toEqual([before?.id])
})

test('communities that the files do not name keep their grids', async () => {
  const dataDir = cityInGrids()
  const other = written(
    'other.geojson',
    readFileSync(twoGrids(), 'utf8')
      .replaceAll('121.67', '121.77')
      .replaceAll('121.66', '121.76')
      .replaceAll('中兴社区', '虎山社区'),
  )
  const imported = await run(dataDir, [other])
  expect(textsOf(imported, true)).toEqual([])
  const { areas } = await areasOf(dataDir)
  expect(areas.filter((area) => area.level === 'grid' && isInForce(area, december))).toHaveLength(4)
})

test('real grids take the ground of made-up ones, and made-up buildings outside them end', async () => {
  const dataDir = dividedCity()
  await run(dataDir, [
    written('x.geojson', readFileSync(map(['甲', 121.665, 121.675]), 'utf8').replaceAll('中兴社区', '虎山社区')),
    map(['旧网格', 121.68, 121.685]),
    table(building('旧网格', '旧楼', 121.682)),
  ])
  const store = openStore(storeFile(dataDir))
  const docs = [...store.everything()].flatMap(([name, doc]) => (name === 'areas' ? [doc as AreaDoc] : []))
  for (const area of docs.filter(({ level }) => level === 'grid' || level === 'building'))
    await store.replace('areas', { ...area, synthetic: true })
  await store.close()

  const imported = await run(dataDir, [twoGrids()])
  expect(textsOf(imported, true)).toEqual([])
  expect(imported.findings.filter(({ kind }) => kind === 'overlap')).toEqual([])
  const { find } = await areasOf(dataDir)
  expect(find('旧楼')).toMatchObject({ until: december })
  const after = openStore(storeFile(dataDir))
  const at = async (lng: number) =>
    (await route(after, { point: { lng, lat: 38.8755, system: 'gcj02' } }, december)).responsible.name
  expect([await at(121.666), await at(121.668), await at(121.674)]).toEqual([
    '虎山社区甲',
    '中兴社区第1网格',
    '虎山社区甲',
  ])
  await after.close()
})

describe('what stops a load, and changes nothing', () => {
  const stops: [string, () => string[], RegExp | string][] = [
    [
      'a community that is not there',
      () => [written('a.csv', '街道,社区,网格\n老虎滩街道,中星社区,第1网格\n')],
      '「老虎滩街道」里没有找到社区「中星社区」。是不是要写：中兴社区、中南社区',
    ],
    [
      'a grid without an outline',
      () => [map(['第1网格', 121.667, 121.67]), twoBuildings()],
      '中兴社区第2网格没有边界：边界文件里没有这个网格',
    ],
    [
      'a building in two grids',
      () => [twoGrids(), table(building('第1网格', '一号楼', 121.668), building('第2网格', '一号楼', 121.668))],
      /^一号楼写在两个网格里/,
    ],
    [
      'a building without a grid or a place',
      () => [twoGrids(), table('老虎滩街道,中兴社区,,一号楼,,,,,,')],
      '一号楼没有写网格，也没有经纬度',
    ],
    [
      'a building far from its grid',
      () => [twoGrids(), table(building('第1网格', '一号楼', 121.68))],
      /^一号楼写在中兴社区第1网格，位置不在任何网格内，离中兴社区第1网格 \d+ 米/,
    ],
    [
      'a household without a building',
      () => [twoGrids(), table('老虎滩街道,中兴社区,第1网格,,,1-101,,,,')],
      '户室 1-101 没有写楼栋',
    ],
    [
      'two grids on the same ground',
      () => [map(['第1网格', 121.667, 121.67], ['第2网格', 121.6671, 121.6702])],
      /重叠，占其中较小网格的 97%/,
    ],
    [
      'a bow tie',
      () => [
        written(
          'b.geojson',
          readFileSync(twoGrids(), 'utf8').replace(
            '[121.67,38.877],[121.667,38.877]',
            '[121.667,38.877],[121.67,38.877]',
          ),
        ),
      ],
      /“8”字形/,
    ],
    ['another city', () => [map(['第1网格', 116.667, 116.67])], /不在本市范围内/],
    ['a file that is not there', () => [join(root, 'none.csv')], /^找不到文件/],
    ['nothing to read', () => [written('c.csv', '一,二,三\n1,2,3\n')], /没有读到任何一行/],
  ]
  test.each(stops)('%s', async (_, files, text) => {
    const dataDir = cityInGrids()
    const before = await stored(dataDir)
    const imported = await run(dataDir, files(), { day: '2027-01-01' })
    expect(imported.outcome).toBe('stopped')
    expect(textsOf(imported, true)).toContainEqual(typeof text === 'string' ? text : expect.stringMatching(text))
    expect(await stored(dataDir)).toEqual(before)
  })

  test('boundaries that would begin before those there are', async () => {
    const dataDir = cityInGrids()
    const imported = await run(dataDir, [twoGrids()], { day: '2026-11-30' })
    expect(textsOf(imported, true)).toEqual(['已有 2026-12-01 起用的网格边界，新边界的起用日期不能更早'])
  })

  test('bad lines are named by file, sheet and line', async () => {
    const imported = await run(dividedCity(), [written('表.csv', '街道,社区,户数\n老虎滩街道,中兴社区,多\n')])
    expect(imported.findings[0]).toMatchObject({ fault: true, where: { file: '表.csv', line: 2 } })
  })
})

describe('what is only remarked on', () => {
  test('gaps and overlaps with their square metres and neighbours, and grids outside their community', async () => {
    const dataDir = dividedCity()
    const grids = map(['第1网格', 121.667, 121.6699], ['第2网格', 121.67, 121.673], ['第3网格', 121.6729, 121.675])
    const text = JSON.parse(readFileSync(grids, 'utf8'))
    const whole = structuredClone(text.features[0])
    delete whole.properties.网格
    whole.geometry.coordinates = [
      [
        [121.667, 38.874],
        [121.6745, 38.874],
        [121.6745, 38.877],
        [121.667, 38.877],
        [121.667, 38.874],
      ],
    ]
    text.features.push(whole)
    const imported = await run(dataDir, [written('d.geojson', JSON.stringify(text))])
    expect(imported.outcome).toBe('loaded')
    const of = (kind: string) => imported.findings.filter((one) => one.kind === kind)
    // 1e-4 degree of longitude is 8.66 m here, 0.003 of latitude 333.6 m
    expect(of('gap')).toMatchObject([{ areas: ['中兴社区第1网格', '中兴社区第2网格'] }])
    expect(of('overlap')).toMatchObject([{ areas: ['中兴社区第2网格', '中兴社区第3网格'] }])
    expect(of('outside')).toMatchObject([{ areas: ['中兴社区第3网格', '中兴社区'] }])
    const metres = 8.657 * 333.6
    expect(of('gap')[0].squareMetres).toBeCloseTo(metres, -1)
    expect(of('overlap')[0].squareMetres).toBeCloseTo(metres, -1)
    expect(of('outside')[0].squareMetres).toBeCloseTo(5 * metres, -2)
  })

  test('grids off 200–300 households, informants off 50–100, workers that are not known', async () => {
    const directory = written(
      'e.csv',
      '街道,社区,网格,户数,信息员,网格员,网格员电话\n老虎滩街道,中兴社区,第1网格,320,甲、乙,丙,13000000001\n老虎滩街道,中兴社区,第2网格,250,甲、乙、丁,,\n',
    )
    const imported = await run(dividedCity(), [twoGrids(), directory])
    expect(imported.outcome).toBe('loaded')
    const texts = textsOf(imported, false)
    expect(texts).toEqual(
      expect.arrayContaining([
        '中兴社区第1网格有 320 户，标准是 200–300 户',
        '中兴社区第1网格有 320 户、2 名信息员，标准是 4–6 名',
        expect.stringMatching(/^中兴社区第1网格的网格员丙在系统里还没有这个网格的岗位/),
        '中兴社区第2网格没有写网格员',
      ]),
    )
    expect(texts.filter((text) => text.includes('第2网格有'))).toEqual([])
  })

  test('a building just over the line keeps the grid of the directory', async () => {
    const dataDir = dividedCity()
    const imported = await run(dataDir, [twoGrids(), table(building('第1网格', '一号楼', 121.6702))])
    expect(imported.outcome).toBe('loaded')
    expect(textsOf(imported, false)).toContainEqual(
      expect.stringMatching(/^一号楼写在中兴社区第1网格，位置在中兴社区第2网格内，离中兴社区第1网格 17 米/),
    )
    const { find } = await areasOf(dataDir)
    expect(find('一号楼')?.parentId).toBe(find('中兴社区第1网格')?.id)
  })
})

test('the work phone of a worker who holds the post follows the directory; a phone number makes nobody staff', async () => {
  const dataDir = cityInGrids()
  const grid = (await areasOf(dataDir)).find('中兴社区第1网格')
  const store = openStore(storeFile(dataDir))
  const held = { personId: 'p1', role: 'gridWorker', areaName: '', title: '', name: '丙' } as const
  await store.load('people', [
    { id: 'p1', openid: 'o1', phone: '13000000001', allowance: {} },
    { id: 'p2', openid: 'o2', phone: '13000000002', allowance: {} },
  ])
  await store.load('roles', [{ ...held, id: 'r1', areaId: grid?.id ?? '', workPhone: '041100000000' }])
  await store.close()
  const directory = table(
    '老虎滩街道,中兴社区,第1网格,,240,,,,丙,13000000001',
    '老虎滩街道,中兴社区,第2网格,,240,,,,丁,13000000002',
  )
  await run(dataDir, [directory])
  const roles = (await stored(dataDir)).filter(([collection]) => collection === 'roles')
  expect(roles).toMatchObject([['roles', { id: 'r1', workPhone: '13000000001' }]])
})

test('doors are those of the directory: new ones come, those left out go', async () => {
  const dataDir = cityInGrids()
  await run(dataDir, [table(building('第1网格', '一号楼', 121.668, '1-102、1-103'))])
  const doors = (await stored(dataDir)).flatMap(([collection, doc]) => (collection === 'households' ? [doc] : []))
  expect(doors.map((doc) => (doc as unknown as { unit: string }).unit).sort()).toEqual(['1-101', '1-102', '1-103'])
})

test('a grid holds the households of all its buildings, also of those that a directory leaves out', async () => {
  const dataDir = cityInGrids()
  const householdsIn = async (name: string) => (await areasOf(dataDir)).find(name)?.households
  expect([await householdsIn('中兴社区第1网格'), await householdsIn('中兴社区第2网格')]).toEqual([2, 1])
  await run(dataDir, [table(building('第1网格', '三号楼', 121.669, '1-101、1-102、1-103'))])
  expect([await householdsIn('中兴社区第1网格'), await householdsIn('中兴社区第2网格')]).toEqual([5, 1])
  await run(dataDir, [table(building('第1网格', '一号楼', 121.668))])
  expect(await householdsIn('中兴社区第1网格')).toBe(5)
  await run(dataDir, [table('老虎滩街道,中兴社区,第1网格,,240,,,,,')])
  await run(dataDir, [twoGrids()])
  expect(await householdsIn('中兴社区第1网格')).toBe(240)
})

describe('nothing or all of it', () => {
  const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

  test('a dry run changes no byte and needs no lock', async () => {
    const dataDir = cityInGrids()
    const [before, files] = [hashOf(storeFile(dataDir)), readdirSync(dataDir).sort()]
    const unlock = lockFolder(dataDir, () => {})
    const imported = await run(dataDir, [twoGrids(), twoBuildings()], { dryRun: true })
    unlock()
    expect(imported.outcome).toBe('checked')
    expect(hashOf(storeFile(dataDir))).toBe(before)
    expect(readdirSync(dataDir).sort()).toEqual(files)
  })

  test('a dry run of a city that is not there founds none', async () => {
    const dataDir = folder()
    await run(dataDir, [twoGrids()], { dryRun: true, reportDir: folder() })
    expect(readdirSync(dataDir)).toEqual([])
  })

  test('while a host has the folder the import is refused', async () => {
    const dataDir = cityInGrids()
    const before = await stored(dataDir)
    const unlock = lockFolder(dataDir, () => {})
    await expect(run(dataDir, [twoGrids(), twoBuildings()])).rejects.toThrow('open')
    unlock()
    expect(await stored(dataDir)).toEqual(before)
  })

  describe('a process killed while it writes', () => {
    /** So many doors that writing them takes a while. */
    const manyDoors = () => {
      const doors = Array.from({ length: 60_000 }, (_, i) => `${1 + Math.floor(i / 100)}-${100 + (i % 100)}`)
      return table(`老虎滩街道,中兴社区,第1网格,一号楼,,"${doors.join('、')}",121.668,38.8755,,`)
    }
    const importing = (dataDir: string): ChildProcess =>
      spawn(
        process.execPath,
        [
          'tools/areas-import.mjs',
          ...[twoGrids(), manyDoors()],
          ...['--system', 'gcj02', '--starts', '2026-12-01', '--data', dataDir, '--report', folder()],
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
    /** Kills the import once it has its transaction open, and nobody else can begin one. */
    async function killedWhileWriting(dataDir: string, file: string) {
      const child = importing(dataDir)
      let output = ''
      child.stdout?.on('data', (chunk) => {
        output += chunk
      })
      const closed = once(child, 'close')
      while (child.exitCode === null && !(output.includes('正在写入') && isBeingWritten(join(dataDir, file))))
        await new Promise(setImmediate)
      child.kill('SIGKILL')
      const [, signal] = await closed
      expect([signal, output.includes('已经导入')]).toEqual(['SIGKILL', false])
    }
    function isBeingWritten(file: string): boolean {
      if (!existsSync(file)) return false
      const other = new Database(file)
      try {
        other.exec('PRAGMA busy_timeout = 0')
        other.exec('BEGIN IMMEDIATE')
        return false
      } catch {
        return true
      } finally {
        other.close()
      }
    }

    test('leaves what was there before', async () => {
      const dataDir = dividedCity()
      const before = await stored(dataDir)
      await killedWhileWriting(dataDir, 'city.sqlite')
      expect(await stored(dataDir)).toEqual(before)
      expect((await run(dataDir, [twoGrids(), twoBuildings()])).outcome).toBe('loaded')
    })

    test('leaves no city where there was none', async () => {
      const dataDir = folder()
      await killedWhileWriting(dataDir, 'city.sqlite.draft')
      expect(readdirSync(dataDir)).not.toContain('city.sqlite')
    })
  })
})

test('the same documents for the cloud: each once, with the version it replaces and one more', async () => {
  const dataDir = folder()
  const cloudDir = join(folder(), 'cloud')
  await run(dataDir, [twoGrids(), twoBuildings()])
  await run(dataDir, [table(building('第1网格', '一号楼', 121.6681, '1-101、1-103'))], { cloudDir })
  const view = viewStore(storeFile(dataDir))
  for (const name of readdirSync(cloudDir).filter((file) => file.endsWith('.json'))) {
    const collection = name.replace('.json', '') as 'areas'
    const lines = readFileSync(join(cloudDir, name), 'utf8').trimEnd().split('\n')
    const docs = lines.map((line) => JSON.parse(line))
    expect(new Set(docs.map(({ _id }) => _id)).size).toBe(docs.length)
    for (const { _id, ...doc } of docs) expect({ id: _id, ...doc }).toEqual(view.get(collection, _id))
  }
  view.close()
  expect(readdirSync(cloudDir).sort()).toEqual([
    'areas.json',
    'buildingCells.json',
    'households.json',
    'households.remove.txt',
  ])
  expect(readFileSync(join(cloudDir, 'households.remove.txt'), 'utf8')).toMatch(/^\S+:1-102\n$/)
})

test('the report is a page and a workbook that say the same', async () => {
  const files = [map(['第1网格', 121.667, 121.6701], ['<b>网格</b>', 121.67, 121.673])]
  const { reports, findings } = await run(dividedCity(), files)
  const [page, workbook] = reports
  const html = readFileSync(page, 'utf8')
  expect(html).toContain('<svg')
  expect(html).toContain('&lt;b&gt;网格&lt;/b&gt;')
  expect(html).not.toContain('<b>网格')
  const anchors = [...html.matchAll(/href="#(n\d+)"/g)].map(([, id]) => id)
  expect(anchors.length).toBeGreaterThan(0)
  for (const id of anchors) expect(html).toContain(`id="${id}"`)
  const sheets = await readWorkbook(readFileSync(workbook))
  const rows = sheets.slice(1).flatMap(({ data }) => data.slice(1))
  expect(rows.map(([, , text]) => text).sort()).toEqual(findings.map(({ text }) => text).sort())
})
