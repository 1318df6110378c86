import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const script = path.join(__dirname, 'build-functions.mjs')

// Builds in a process of its own, on a machine that may be busy with other tests.
jest.setTimeout(60_000)

describe('building the cloud functions', () => {
  let folder: string
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'functions-'))
  })
  afterEach(() => fs.rmSync(folder, { recursive: true }))

  function write(files: Record<string, string>) {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, 'source', name)
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, text)
    }
  }
  function build() {
    const run = spawnSync(process.execPath, [script, path.join(folder, 'source'), path.join(folder, 'target')], {
      encoding: 'utf8',
    })
    return { status: run.status, said: run.stdout + run.stderr }
  }
  const built = (file: string) => path.join(folder, 'target', file)

  test('each folder with index.ts and config.json becomes one that runs on its own', () => {
    write({
      'shared/words.ts': "export const words = (who: string): string => 'hello ' + who",
      'greet/index.ts':
        "import { words } from '../shared/words'\nexport const main = async (event: { who: string }) => words(event.who)",
      'greet/config.json': '{ "permissions": { "openapi": ["security.msgSecCheck"] } }',
    })
    const { status, said } = build()
    expect(said).toMatch(/greet\s+\d+ KB/)
    expect(status).toBe(0)
    expect(fs.readdirSync(built('.'))).toEqual(['greet'])
    expect(fs.readdirSync(built('greet')).sort()).toEqual(['config.json', 'index.js', 'package.json'])
    expect(JSON.parse(fs.readFileSync(built('greet/package.json'), 'utf8'))).toEqual({
      name: 'greet',
      version: '1.0.0',
      private: true,
      main: 'index.js',
    })
    expect(JSON.parse(fs.readFileSync(built('greet/config.json'), 'utf8')).permissions.openapi).toHaveLength(1)
    const call = "require(process.argv[1]).main({ who: 'you' }).then(console.log)"
    const run = spawnSync(process.execPath, ['-e', call, built('greet')], { encoding: 'utf8' })
    expect(run.stdout.trim()).toBe('hello you')
  })

  test('what was built before and is declared no more is gone', () => {
    write({ 'a/index.ts': 'export const main = 1', 'a/config.json': '{}', 'b/index.ts': 'export const main = 1' })
    fs.mkdirSync(built('old'), { recursive: true })
    expect(build().status).toBe(0)
    expect(fs.readdirSync(built('.'))).toEqual(['a'])
  })

  test('a function that would miss a package in the cloud is not built', () => {
    write({ 'a/index.ts': "export const main = () => require('not-a-package')", 'a/config.json': '{}' })
    const { status, said } = build()
    expect(status).not.toBe(0)
    expect(said).toContain('not-a-package')
  })

  test('a folder without functions is a mistake', () => {
    write({ 'a/rules.ts': '' })
    expect(build()).toEqual({ status: 1, said: expect.stringContaining('no function') })
  })
})
