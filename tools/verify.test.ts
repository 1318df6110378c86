import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { BallotFile } from '../cloudfunctions/contract/deliberation'
import { codes, named, namedFile, secretFile } from '../cloudfunctions/testing/ballots'

// Builds in a process of its own, on a machine that may be busy with other tests.
jest.setTimeout(60_000)

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'verify-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))

let files = 0
function save(content: unknown) {
  const file = path.join(folder, `${files++}.json`)
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const run = (content: unknown, ...rest: string[]) =>
  spawnSync(process.execPath, ['tools/verify.mjs', save(content), ...rest], {
    cwd: path.join(__dirname, '..'),
    encoding: 'utf8',
  })

const file = secretFile(['a', 'a', 'a', 'b', 'b', 'c', 'c'])

test('a whole file is counted anew, with one’s own ballot in it and the published head', () => {
  const [code] = codes(1)
  const grouped = code.replace(/(\d{4})(?=\d)/g, '$1 ')
  const { status, stdout, stderr } = run(file, '--head', file.head, '--code', grouped)
  expect([status, stderr]).toEqual([0, ''])
  for (const sentence of [file.question, ...file.outcome.sentences, '相符', '您的选票在票箱里', file.head])
    expect(stdout).toContain(sentence)
})

test('its pages are as good as the file', () => {
  const page = (from: number, to: number, ballots: BallotFile['ballots']) => ({
    ...file,
    tags: file.tags.slice(from, to),
    ballots,
  })
  const pages = [page(0, 4, file.ballots?.slice(0, 1)), page(4, 7, file.ballots?.slice(1))]
  expect(run(pages).status).toBe(0)
  expect(run(pages.slice(0, 1)).status).toBe(1)
  // As the door answers them
  expect(run(pages.map((one) => ({ ok: true, value: { file: one } }))).status).toBe(0)
  expect(run({ file }).status).toBe(0)
})

const [first, ...others] = file.ballots ?? []
test.each<[string, BallotFile]>([
  ['altered', { ...file, ballots: [{ ...first, count: 2 }, { ...others[0], count: 3 }, others[1]] }],
  ['dropped', { ...file, ballots: [{ ...first, count: 2 }, ...others] }],
  ['added', { ...file, ballots: [{ ...first, count: 4 }, ...others] }],
])('a single ballot %s is found', (_, changed) => {
  const { status, stderr } = run(changed)
  expect(status).toBe(1)
  expect(stderr).toContain('不符：有选票被改动、去掉或添加过')
})

test('another poll’s head, and a code that nobody was given, are found', () => {
  expect(run(file, '--head', secretFile(['a', 'a', 'a', 'b', 'b']).head).status).toBe(1)
  expect(run(file, '--code', '9999999999999999').stderr).toContain('票箱里没有')
})

test('the counters of a named poll hold its ballots against it', () => {
  expect(run(namedFile(), '--named', save(named)).status).toBe(0)
  const swapped = named.map((ballot, i) => (i === 0 ? { ...ballot, choice: 'b' } : ballot))
  expect(run(namedFile(), '--named', save(swapped)).status).toBe(1)
})

test('what is no ballot file is said to be none', () => {
  for (const content of ['', 'no JSON', '[]', '{}', { ...file, tags: 7 }]) {
    const { status, stderr } = run(content)
    expect([status, stderr.length > 0, /\n\s+at /.test(stderr)]).toEqual([2, true, false])
  }
  expect(run(file, '--what').status).toBe(2)
})
