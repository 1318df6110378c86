import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from '../cloudfunctions/kernel/geometry/compiled/file'
import { areaAt, labelOf } from '../cloudfunctions/kernel/geometry/compiled/lookup'
import { toGcj } from '../cloudfunctions/kernel/geometry/gcj'

const folder = mkdtempSync(join(tmpdir(), 'hehe-build-'))
afterAll(() => rmSync(folder, { recursive: true }))

const [west, south, side] = [121.6, 38.9, 0.002]
const feature = (code: string | undefined, column: number) => {
  const [x, y] = [west + column * side, south]
  const ring = [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ]
  return {
    type: 'Feature',
    properties: { 社区: '甲社区', ...(code && { 网格编码: code }) },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }
}

function geojson(name: string, features: object[]) {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }))
  return file
}
const whole = geojson('grids.geojson', [feature('g1', 0), feature('g2', 1), feature('g1', 2)])

const run = (...args: string[]) => {
  const { status, stderr } = spawnSync(process.execPath, ['tools/areas-build.mjs', ...args], { encoding: 'utf8' })
  return { status, stderr }
}
const line = (file: string) => JSON.parse(readFileSync(file, 'utf8').trimEnd())

test('outlines become one binary, and the documents that hold the same', () => {
  const out = join(folder, 'out')
  const args = [whole, '--system', 'cgcs2000', '--starts', '2027-01-01', '--out', out]
  execFileSync(process.execPath, ['tools/areas-build.mjs', ...args])
  const binary = readFileSync(join(out, '2027-01-01-1.grids'))
  expect(line(join(out, 'generations.json'))).toMatchObject({
    _id: '2027-01-01-1',
    version: 1,
    startsAt: '2026-12-31T16:00:00.000Z',
    grids: 2,
    parts: 1,
    bytes: binary.length,
  })
  expect(Buffer.from(line(join(out, 'boundaryParts.json')).bytes, 'base64').equals(binary)).toBe(true)
  const index = decode(binary)
  const found = [0, 1, 2].map((column) => {
    const at = toGcj({ lng: west + (column + 0.5) * side, lat: south + side / 2, system: 'wgs84' })
    return labelOf(index, areaAt(index, at.lngE7, at.latE7))
  })
  expect(found).toEqual(['g1', 'g2', 'g1'])
})

test('the demo city’s grids', () => {
  const out = join(folder, 'demo')
  execFileSync(process.execPath, ['tools/areas-build.mjs', '--demo', '--out', out])
  const generation = line(join(out, 'generations.json'))
  expect(generation).toMatchObject({ _id: '2022-01-01-1' })
  expect(readFileSync(join(out, '2022-01-01-1.grids')).length).toBe(generation.bytes)
})

test.each([
  ['no file', ['--system', 'gcj02', '--starts', '2027-01-01'], '没有写边界文件'],
  ['no system of coordinates', [whole, '--starts', '2027-01-01'], '坐标系'],
  ['a day that there is not', [whole, '--system', 'gcj02', '--starts', '2027-02-30'], '--starts'],
])('with %s it says what is missing', (_, args, said) => {
  const { status, stderr } = run(...args, '--out', join(folder, 'none'))
  expect([status, stderr]).toEqual([2, expect.stringContaining(said)])
})

test('an outline without its grid’s code stops it, and is named', () => {
  const file = geojson('nameless.geojson', [feature('g1', 0), feature(undefined, 1)])
  const { status, stderr } = run(file, '--system', 'gcj02', '--starts', '2027-01-01', '--out', join(folder, 'none'))
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining('nameless.geojson 第 2 个图形：图形的属性里没有网格编码'),
  ])
})
