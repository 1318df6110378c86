import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { storeFile } from '../founding'
import { openStore } from '../store'
import { writeSamples } from './sample'
import { communityId, december, importing } from './testing/importing'

jest.setTimeout(60_000)

const { folder, written, dividedCity, cityInGrids, run, map, table, building, twoGrids, stored, areasOf, textsOf } =
  importing()

/** A directory of buildings; each line is grid, courtyard, its code, building, its code. */
const directory = (...lines: [grid: string, courtyard: string, code: string, building: string, code: string][]) =>
  written(
    'yards.csv',
    [
      '街道,社区,网格,楼院,楼院编码,楼栋,楼栋编码',
      ...lines.map((cells) => `老虎滩街道,中兴社区,${cells.join(',')}`),
    ].join('\n'),
  )
const threeBuildings = () =>
  directory(
    ['第1网格', '和合大院', '', '1号楼', 'h1'],
    ['第1网格', '和合大院', '', '2号楼', 'h2'],
    ['第2网格', '望海楼院', '', '1号楼', 'w1'],
  )

/** A city with three buildings in two courtyards. */
async function cityWithYards() {
  const dataDir = cityInGrids()
  const imported = await run(dataDir, [threeBuildings()])
  expect(textsOf(imported, true)).toEqual([])
  const { areas, find } = await areasOf(dataDir)
  return { dataDir, areas, yard: find('和合大院')!, other: find('望海楼院')! }
}
const remarksOf = (imported: Awaited<ReturnType<typeof run>>) =>
  imported.findings.filter(({ kind, fault }) => kind === 'courtyard' && !fault).map(({ text }) => text)

test('the courtyard of a building becomes an area of its community, and buildings keep the names that people say', async () => {
  const { dataDir, areas, yard, other } = await cityWithYards()
  expect(yard).toEqual({
    id: expect.stringMatching(`^${communityId}-y-`),
    version: 1,
    level: 'courtyard',
    name: '和合大院',
    within: '中山区 · 老虎滩街道 · 中兴社区',
    path: { cityId: '2102', districtId: '210202', streetId: '210202012', communityId },
    courtyardOf: communityId,
  })
  const inYard = (id: string) => areas.filter(({ courtyardId }) => courtyardId === id).map(({ name }) => name)
  expect(inYard(yard.id).sort()).toEqual(['和合大院1号楼', '和合大院2号楼'])
  expect(inYard(other.id)).toEqual(['望海楼院1号楼'])
  const store = openStore(storeFile(dataDir))
  expect((await store.range('areas', 'courtyardsOf', { eq: [communityId], limit: 10 })).rows).toHaveLength(2)
  await store.close()
})

test('a second import changes nothing, nor does one that does not speak of courtyards', async () => {
  const { dataDir } = await cityWithYards()
  const before = await stored(dataDir)
  await run(dataDir, [threeBuildings()])
  expect(await stored(dataDir)).toEqual(before)
  await run(dataDir, [table(building('第1网格', '和合大院1号楼', 121.668))])
  const { find } = await areasOf(dataDir)
  expect(find('和合大院1号楼')).toMatchObject({ centre: { lngE7: 1_216_680_000 }, courtyardId: find('和合大院')?.id })
})

test('a new name keeps the courtyard when all its buildings go along under their codes', async () => {
  const { dataDir, yard } = await cityWithYards()
  const imported = await run(dataDir, [
    directory(['第1网格', '和合家园', '', '1号楼', 'h1'], ['第1网格', '和合家园', '', '2号楼', 'h2']),
  ])
  expect(remarksOf(imported)).toEqual(['中兴社区的楼院「和合大院」改名为「和合家园」'])
  const { areas, find } = await areasOf(dataDir)
  expect(find('和合家园')).toEqual({ ...yard, version: 2, name: '和合家园' })
  expect(find('和合家园1号楼')).toMatchObject({ id: 'h1', courtyardId: yard.id })
  expect(areas.filter(({ level }) => level === 'courtyard')).toHaveLength(2)
})

test('without codes of the buildings the code of the courtyard tells which it is, and its buildings are found', async () => {
  const dataDir = cityInGrids()
  await run(dataDir, [directory(['第1网格', '和合大院', '', '1号楼', ''], ['第1网格', '和合大院', '', '2号楼', ''])])
  const before = await areasOf(dataDir)
  const { id } = before.find('和合大院')!
  const imported = await run(dataDir, [
    directory(['第1网格', '和合家园', id, '1号楼', ''], ['第1网格', '和合家园', '', '2号楼', '']),
  ])
  expect(remarksOf(imported)).toEqual(['中兴社区的楼院「和合大院」改名为「和合家园」'])
  const { areas, find } = await areasOf(dataDir)
  expect(areas).toHaveLength(before.areas.length)
  expect([find('和合家园')?.id, find('和合家园2号楼')?.id]).toEqual([id, before.find('和合大院2号楼')?.id])
})

test('a building moves to another courtyard; the one it came from goes on', async () => {
  const { dataDir, yard, other } = await cityWithYards()
  const imported = await run(dataDir, [directory(['第1网格', '望海楼院', '', '5号楼', 'h2'])])
  expect(remarksOf(imported)).toEqual(['望海楼院5号楼由楼院「和合大院」改归「望海楼院」'])
  const { find, areas } = await areasOf(dataDir)
  expect(find('望海楼院5号楼')).toMatchObject({ id: 'h2', courtyardId: other.id })
  expect(find('和合大院')).toEqual(yard)
  expect(areas.find(({ id }) => id === 'h1')?.courtyardId).toBe(yard.id)
})

test('a courtyard that loses its last building ends, keeps its id, and comes again with a building', async () => {
  const { dataDir, other } = await cityWithYards()
  const away = directory(['第2网格', '', '', '独栋楼', 'w1'])
  const dry = await run(dataDir, [away], { dryRun: true })
  expect(remarksOf(dry)).toEqual([
    '独栋楼不再属于楼院「望海楼院」',
    `楼院「望海楼院」没有楼栋了，到时停用，以前的议题都留着。如果是改了名，请在「楼院编码」一列填 ${other.id}`,
  ])
  await run(dataDir, [away])
  const ended = await areasOf(dataDir)
  expect(ended.find('望海楼院')).toMatchObject({ id: other.id, until: december })
  expect(ended.find('独栋楼')).not.toHaveProperty('courtyardId')
  const after = await stored(dataDir)
  expect(remarksOf(await run(dataDir, [away], { day: '2027-01-01' }))).toEqual([])
  expect(await stored(dataDir)).toEqual(after)
  await run(dataDir, [threeBuildings()])
  expect((await areasOf(dataDir)).find('望海楼院')).toEqual({ ...other, version: 3 })
})

test('a building whose grid is in another community leaves its courtyard there', async () => {
  const { dataDir, other } = await cityWithYards()
  const neighbour = written(
    'n.geojson',
    readFileSync(map(['甲', 121.69, 121.7]), 'utf8').replaceAll('中兴社区', '虎山社区'),
  )
  const place = written(
    'n.csv',
    '街道,社区,楼栋,楼栋编码,经度,纬度\n老虎滩街道,中兴社区,望海楼院1号楼,w1,121.695,38.8755\n',
  )
  const imported = await run(dataDir, [neighbour, place])
  expect(remarksOf(imported)).toEqual([
    '望海楼院1号楼的网格不在楼院「望海楼院」的社区，没有归入这个楼院',
    expect.stringContaining(`楼院「望海楼院」没有楼栋了`),
  ])
  const { areas } = await areasOf(dataDir)
  expect(areas.find(({ id }) => id === 'w1')).not.toHaveProperty('courtyardId')
  expect(areas.find(({ id }) => id === other.id)?.until).toBe(december)
})

describe('what stops a load', () => {
  test.each<[string, Parameters<typeof directory>, RegExp]>([
    [
      'one code for two courtyards',
      [
        ['第1网格', '甲院', 'y1', '1号楼', ''],
        ['第1网格', '乙院', 'y1', '1号楼', ''],
      ],
      /^楼院编码「y1」在yards\.csv 第 2 行是中兴社区的「甲院」，这里是中兴社区的「乙院」$/,
    ],
    [
      'two codes for one courtyard',
      [
        ['第1网格', '甲院', 'y1', '1号楼', ''],
        ['第1网格', '甲院', 'y2', '2号楼', ''],
      ],
      /^楼院「甲院」有两个编码：「y1」和「y2」$/,
    ],
    ['the code of a building', [['第1网格', '甲院', 'h1', '1号楼', '']], /^楼院编码「h1」已经用于.*和合大院1号楼/],
    [
      'a building in two courtyards',
      [
        ['第1网格', '甲', '', '甲院1号楼', ''],
        ['第1网格', '甲院', '', '甲院1号楼', ''],
      ],
      /^甲院1号楼写在两个楼院里：yards\.csv 第 2 行写的是甲，这里写的是甲院$/,
    ],
    ['a code without a name', [['第1网格', '', 'y1', '1号楼', '']], /^写了「楼院编码」，没有写楼院$/],
  ])('%s', async (_, lines, text) => {
    const { dataDir } = await cityWithYards()
    const before = await stored(dataDir)
    const imported = await run(dataDir, [directory(...lines)])
    expect(imported.outcome).toBe('stopped')
    expect(textsOf(imported, true)).toContainEqual(expect.stringMatching(text))
    expect(await stored(dataDir)).toEqual(before)
  })
})

test('the report, the samples and the files for the cloud have the courtyards', async () => {
  const dataDir = dividedCity()
  const cloudDir = join(folder(), 'cloud')
  const imported = await run(dataDir, await writeSamples(folder()), { cloudDir })
  expect(imported.findings.filter(({ kind, fault }) => kind === 'courtyard' || fault)).toEqual([])
  expect(readFileSync(imported.reports[0], 'utf8')).toContain('<th scope="row">楼院</th><td>1</td>')
  const lines = readFileSync(join(cloudDir, 'areas.json'), 'utf8').trimEnd().split('\n')
  const docs: Record<string, unknown>[] = lines.map((line) => JSON.parse(line))
  const yard = docs.find(({ level }) => level === 'courtyard')
  expect(yard).toMatchObject({ name: '样例大院', courtyardOf: communityId, version: 1 })
  expect(docs.filter(({ courtyardId }) => courtyardId === yard?._id)).toHaveLength(3)
  expect(existsSync(join(cloudDir, 'areas.remove.txt'))).toBe(false)
})

test('for the cloud a building that leaves its courtyard is deleted first: an upsert may keep the field', async () => {
  const { dataDir } = await cityWithYards()
  const cloudDir = join(folder(), 'cloud')
  await run(dataDir, [directory(['第2网格', '', '', '独栋楼', 'w1'])], { cloudDir })
  expect(readFileSync(join(cloudDir, 'areas.remove.txt'), 'utf8')).toBe('w1\n')
  const written = readFileSync(join(cloudDir, 'areas.json'), 'utf8')
  expect(written).toContain('"_id":"w1"')
})

describe('buildings that the city has and the directory leaves out', () => {
  const leftOut = (imported: Awaited<ReturnType<typeof run>>) =>
    textsOf(imported, false).filter((text) => text.includes('不在表里'))

  test('are listed with their codes and what to do, and stay', async () => {
    const { dataDir } = await cityWithYards()
    const before = await stored(dataDir)
    const imported = await run(dataDir, [directory(['第1网格', '和合大院', '', '1号楼', 'h1'])], { dryRun: true })
    expect(leftOut(imported).map((text) => text.split('不在表里')[0])).toEqual([
      '中兴社区的一号楼',
      '中兴社区的二号楼',
      '中兴社区的和合大院2号楼',
      '中兴社区的望海楼院1号楼',
    ])
    expect(leftOut(imported)[2]).toMatch(/没有删除，照旧保留。.*填楼栋编码 h2；/)
    await run(dataDir, [threeBuildings()])
    expect(await stored(dataDir)).toEqual(before)
  })

  test('are no matter where the files list no building of the community', async () => {
    const { dataDir } = await cityWithYards()
    expect(leftOut(await run(dataDir, [twoGrids()]))).toEqual([])
    expect(
      leftOut(await run(dataDir, [written('g.csv', '街道,社区,网格,户数\n老虎滩街道,中兴社区,第1网格,250\n')])),
    ).toEqual([])
  })

  test('and that have ended are not asked for again, and are there again once a directory names them', async () => {
    const { dataDir } = await cityWithYards()
    const store = openStore(storeFile(dataDir))
    const area = await store.get('areas', 'h2')
    await store.replace('areas', { ...area!, until: december })
    await store.close()
    expect(leftOut(await run(dataDir, [directory(['第1网格', '和合大院', '', '1号楼', 'h1'])]))).toHaveLength(3)
    await run(dataDir, [threeBuildings()])
    expect((await areasOf(dataDir)).find('和合大院2号楼')).not.toHaveProperty('until')
  })
})
