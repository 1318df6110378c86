import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import writeWorkbook, { type SheetData } from 'write-excel-file/node'
import { metresBetween } from '../../../cloudfunctions/kernel/geometry/distance'
import { columnOf } from './columns'
import { readDirectory } from './directory'
import { readOutlines } from './outlines'
import { readTables, UnreadableFile } from './table'

const folder = mkdtempSync(join(tmpdir(), 'hehe-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
function file(ending: string, content: string | Uint8Array) {
  count += 1
  const path = join(folder, `${count}.${ending}`)
  writeFileSync(path, content)
  return path
}
async function workbook(...sheets: { sheet: string; data: SheetData }[]) {
  count += 1
  const path = join(folder, `${count}.xlsx`)
  await writeWorkbook(sheets).toFile(path)
  return path
}
const read = async (path: string, encoding: 'utf-8' | 'gb18030' = 'utf-8') =>
  readDirectory(await readTables(path, encoding), 'gcj02')
const csv = (text: string) => read(file('csv', text))
const heading = '街道,社区,网格,楼院,楼栋,户数,户室,经度,纬度,网格员,网格员电话,信息员'

describe('a directory in CSV', () => {
  test('each line becomes an entry that knows its line; titles above the headings and empty lines count', async () => {
    const { entries, found } = await csv(
      `中兴社区楼栋表\n\n${heading}\n老虎滩街道,中兴社区,第1网格,和合大院,1,50,"1-101、1单元102室",121.66,38.9,甲,13000000001,乙；丙\n`,
    )
    expect(found).toEqual([])
    expect(entries).toEqual([
      {
        where: { file: '1.csv', line: 4 },
        street: '老虎滩街道',
        community: '中兴社区',
        grid: '第1网格',
        courtyard: '和合大院',
        building: '和合大院1号楼',
        households: 50,
        doors: ['1-101', '1-102'],
        at: { lngE7: 1_216_600_000, latE7: 389_000_000 },
        worker: { name: '甲', phone: '13000000001' },
        informants: ['乙', '丙'],
      },
    ])
  })

  test('a line after a cell with line breaks is still named by its own number', async () => {
    const { entries } = await csv('街道,社区,户数\n"老虎滩\n街道",中兴社区,3\n老虎滩街道,中兴社区,4\n')
    expect(entries.map(({ where }) => where.line)).toEqual([2, 4])
  })

  test('a mark at the beginning of the file does not hide the first heading', async () => {
    const { entries } = await csv('\ufeff街道,社区,网格\n甲街道,乙社区,第1网格\n')
    expect(entries[0]).toMatchObject({ street: '甲街道', community: '乙社区', grid: '第1网格' })
  })

  test('GB18030 is read when it is named, and refused with the way out when it is not', async () => {
    // The headings and one line, as Excel for Windows writes them in China
    const path = file(
      'csv',
      Buffer.from('bdd6b5c02cc9e7c7f82ccdf8b8f10abcd7bdd6b5c02cd2d2c9e7c7f82cb5da31cdf8b8f10a', 'hex'),
    )
    const { entries } = await read(path, 'gb18030')
    expect(entries).toMatchObject([{ street: '甲街道', community: '乙社区', grid: '第1网格' }])
    await expect(read(path)).rejects.toThrow(/--encoding gb18030/)
  })
})

describe('a directory in Excel', () => {
  test('merged cells hold for all of their lines; empty cells take nothing from the line above', async () => {
    const path = await workbook({
      sheet: '楼栋 & 户',
      data: [
        ['街道', '社区', '网格', '楼栋'],
        [{ value: '甲街道', rowSpan: 3 }, { value: '乙社区', rowSpan: 3 }, '第1网格', '1号楼'],
        [null, null, null, '2号楼'],
        [null, null, '第2网格', '3号楼'],
        ['甲街道', '乙社区', null, '4号楼'],
      ] as SheetData,
    })
    const { entries } = await read(path)
    expect(entries.map(({ street, community, grid, building }) => [street, community, grid, building])).toEqual([
      ['甲街道', '乙社区', '第1网格', '1号楼'],
      ['甲街道', '乙社区', undefined, '2号楼'],
      ['甲街道', '乙社区', '第2网格', '3号楼'],
      ['甲街道', '乙社区', undefined, '4号楼'],
    ])
    expect(entries[2].where).toMatchObject({ sheet: '楼栋 & 户', line: 4 })
  })

  test('numbers stay as written: a phone has no decimal point, a code no lost digit', async () => {
    const path = await workbook({
      sheet: '一',
      data: [
        ['街道', '社区', '网格', '网格编码', '网格员', '网格员电话'],
        ['甲街道', '乙社区', '第1网格', 210_202_012_004_001, '丙', 13_000_000_001],
      ] as SheetData,
    })
    const { entries } = await read(path)
    expect(entries[0]).toMatchObject({ gridCode: '210202012004001', worker: { phone: '13000000001' } })
  })

  test('a sheet without the headings is left alone and said so; others are read', async () => {
    const path = await workbook(
      { sheet: '填表说明', data: [['先看这里'], ['每行一栋楼']] },
      {
        sheet: '网格',
        data: [
          ['街道', '社区', '网格'],
          ['甲街道', '乙社区', '第1网格'],
        ],
      },
    )
    const { entries, found } = await read(path)
    expect(entries).toHaveLength(1)
    expect(found).toMatchObject([{ fault: false, where: { sheet: '填表说明' } }])
  })

  test('what is no workbook is refused with a sentence', async () => {
    await expect(read(file('xlsx', 'no zip'))).rejects.toThrow(UnreadableFile)
  })
})

describe('bad lines are named and left out', () => {
  test.each([
    ['户数', '甲街道,乙社区,第1网格,,,五十,,,,,,', '「户数」应为整数，写的是「五十」'],
    [
      'a phone',
      '甲街道,乙社区,第1网格,,,,,,,丙,1300000,',
      '「网格员电话」应为 11 位手机号或带区号的座机，写的是「1300000」',
    ],
    ['a phone without a name', '甲街道,乙社区,第1网格,,,,,,,,13000000001,', '有「网格员电话」，没有写网格员姓名'],
    ['half a place', '甲街道,乙社区,第1网格,,1号楼,,,121.6,,,,', '经度和纬度要一起填'],
    [
      'a place turned round',
      '甲街道,乙社区,第1网格,,1号楼,,,38.9,121.6,,,',
      '经纬度「38.9，121.6」不对：应是度，经度在前',
    ],
    ['a courtyard alone', '甲街道,乙社区,第1网格,和合大院,,50,,,,,,', '写了楼院，没有写楼栋'],
  ])('%s', async (_, line, text) => {
    const { entries, found } = await csv(`${heading}\n${line}\n甲街道,乙社区,第2网格,,,,,,,,,\n`)
    expect(found).toMatchObject([{ kind: 'table', fault: true, text, where: { line: 2 } }])
    expect(entries).toHaveLength(1)
  })

  test('a door without a building is a fault of its own kind', async () => {
    const { found } = await csv(`${heading}\n甲街道,乙社区,第1网格,,,,1-101,,,,,\n`)
    expect(found).toMatchObject([{ kind: 'household', fault: true, where: { line: 2 } }])
  })

  test('a table without a community, and a heading said twice, are faults', async () => {
    const { found } = await csv('街道,网格,户数,户数\n甲街道,第1网格,3,4\n')
    expect(found.map(({ text }) => text)).toEqual(['表头重复：户数', '缺少「社区」一列'])
  })
})

test.each([
  ['街 道', 'street'],
  ['所属社区*', 'community'],
  ['网格编码（必填）', 'gridCode'],
  ['小区名称', 'courtyard'],
  ['小区编码', 'courtyardCode'],
  ['备注', undefined],
])('the heading %s', (written, column) => expect(columnOf(written)).toBe(column))

describe('outlines in GeoJSON', () => {
  const square = [
    [
      [121.66, 38.9],
      [121.67, 38.9],
      [121.67, 38.91],
      [121.66, 38.9],
    ],
  ]
  const map = (properties: object, geometry: object) =>
    file(
      'geojson',
      JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry }] }),
    )
  const named = { 街道: '甲街道', 社区: '乙社区', 网格: '第1网格' }
  const polygon = (coordinates: unknown) => ({ type: 'Polygon', coordinates })

  test('corners are whole units without the one that closes the ring', () => {
    const { drawn, found } = readOutlines(map(named, polygon(square)), 'gcj02')
    expect(found).toEqual([])
    expect(drawn).toMatchObject([{ community: '乙社区', grid: '第1网格', where: { line: 1 } }])
    expect(drawn[0].polygons).toEqual([
      [[1_216_600_000, 389_000_000, 1_216_700_000, 389_000_000, 1_216_700_000, 389_100_000]],
    ])
  })

  test('the system named decides where they are: GPS coordinates lie half a kilometre off', () => {
    const path = map(named, { type: 'MultiPolygon', coordinates: [square] })
    const corner = (system: 'gcj02' | 'wgs84') => {
      const [lngE7, latE7] = readOutlines(path, system).drawn[0].polygons[0][0]
      return { lngE7, latE7 }
    }
    const metres = metresBetween(corner('gcj02'), corner('wgs84'))
    expect(metres).toBeGreaterThan(435)
    expect(metres).toBeLessThan(600)
  })

  test.each([
    [
      'metres of a projection',
      named,
      polygon([
        [
          [500_000, 4_300_000],
          [500_100, 4_300_000],
          [500_100, 4_300_100],
          [500_000, 4_300_000],
        ],
      ]),
      /投影平面上的米/,
    ],
    [
      'latitude first',
      named,
      polygon([
        [
          [38.9, 121.6],
          [38.9, 121.7],
          [39, 121.7],
          [38.9, 121.6],
        ],
      ]),
      /经度在前/,
    ],
    ['a line', named, { type: 'LineString', coordinates: [] }, /不是多边形/],
    [
      'two corners',
      named,
      polygon([
        [
          [121.6, 38.9],
          [121.7, 38.9],
          [121.6, 38.9],
        ],
      ]),
      /三个不同的角/,
    ],
    [
      'no numbers',
      named,
      polygon([
        [
          ['a', 'b'],
          [1, 2],
          [3, 4],
          ['a', 'b'],
        ],
      ]),
      /不是数字/,
    ],
    ['no name', { 备注: '无' }, polygon(square), /没有网格或社区的名称/],
  ])('%s is a fault that names the feature', (_, properties, geometry, text) => {
    const { drawn, found } = readOutlines(map(properties, geometry), 'gcj02')
    expect(drawn).toEqual([])
    expect(found).toMatchObject([
      { kind: 'outline', fault: true, text: expect.stringMatching(text), where: { line: 1 } },
    ])
  })

  test('what is no collection of features is refused', () => {
    expect(() => readOutlines(file('geojson', '{}'), 'gcj02')).toThrow(UnreadableFile)
    expect(() => readOutlines(file('geojson', 'no json'), 'gcj02')).toThrow(UnreadableFile)
  })
})
