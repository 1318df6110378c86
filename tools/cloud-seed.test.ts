import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collections } from '../cloudfunctions/kernel/collections'

const folder = mkdtempSync(join(tmpdir(), 'hehe-seed-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the script and reads back what it wrote: the documents of each collection. */
function seed(...flags: string[]): Record<string, { _id: string; [field: string]: unknown }[]> {
  const target = join(folder, flags.join() || 'plain')
  execFileSync(process.execPath, ['tools/cloud-seed.mjs', ...flags, target])
  const lines = (file: string) => readFileSync(join(target, file), 'utf8').trimEnd().split('\n')
  return Object.fromEntries(
    readdirSync(target).map((file) => [file.replace(/\.json$/, ''), lines(file).map((line) => JSON.parse(line))]),
  )
}

test('a city starts with its divisions, grids, desks and categories, and with nobody in it', () => {
  const written = seed()
  expect(Object.keys(written).sort()).toEqual([
    'areaNames',
    'areas',
    'boundaryParts',
    'categories',
    'coverage',
    'desks',
    'generations',
    'outlines',
  ])
  expect(written.areas.filter(({ level }) => level === 'community')).toHaveLength(1832)
  expect(written.areas.filter(({ level }) => level === 'building')).toEqual([])
  const [generation] = written.generations
  expect(written.generations).toHaveLength(1)
  expect(written.boundaryParts.map(({ _id }) => _id)).toEqual(
    Array.from({ length: Number(generation.parts) }, (_, part) => `${generation._id}:${part}`),
  )
})

test('the demonstration adds buildings, households and people; every line is a document as the cloud stores it', () => {
  const written = seed('--demo')
  for (const name of ['buildingCells', 'households', 'people', 'roles', 'memberships'])
    expect(written[name].length).toBeGreaterThan(0)
  for (const [name, rows] of Object.entries(written)) {
    expect(Object.keys(collections)).toContain(name)
    expect(new Set(rows.map(({ _id }) => _id)).size).toBe(rows.length)
    expect(rows.filter((row) => row.version !== 1 || 'id' in row)).toEqual([])
  }
})
