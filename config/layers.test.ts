import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(__dirname, '..')
const folders: string[] = []

/** A project of the given files, judged by the real rules. Answers `rule: file` for each breach. */
function breaches(files: Record<string, string>): string[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'layers-'))
  folders.push(folder)
  for (const name of ['tsconfig.json', '.dependency-cruiser.cjs'])
    fs.copyFileSync(path.join(root, name), path.join(folder, name))
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text)
  }
  const tops = [...new Set(Object.keys(files).map((name) => name.split('/')[0]))]
  const bin = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const run = spawnSync(
    process.execPath,
    [bin, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...tops],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  )
  if (!run.stdout) throw new Error(run.stderr)
  const found = JSON.parse(run.stdout).summary.violations as { rule: { name: string }; from: string }[]
  return [...new Set(found.map((v) => `${v.rule.name}: ${v.from}`))].sort()
}

afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true })
})

const one = 'export const one = 1\n'

test('a house in order has nothing to report', () => {
  const found = breaches({
    'cloudfunctions/contract/item.ts': "import * as v from 'valibot'\nexport const item = v.string()\n",
    'cloudfunctions/kernel/rules.ts': "import type { item } from '../contract/item'\nexport type Rules = typeof item\n",
    'cloudfunctions/kernel/cloud/store.ts':
      "import cloud from 'wx-server-sdk'\nimport { port } from '../ports'\nexport const s = [cloud, port]\n",
    'cloudfunctions/kernel/ports.ts': 'export const port = 1\n',
    'cloudfunctions/area/rules.ts': one,
    'cloudfunctions/hazard/rules.ts': "import { one } from '../area/rules'\nexport const rules = one\n",
    'cloudfunctions/kinds.ts': "import { rules } from './hazard/rules'\nexport const kinds = [rules]\n",
    'cloudfunctions/timer/index.ts':
      "import { kinds } from '../kinds'\nimport { port } from '../kernel/ports'\nexport const t = [kinds, port]\n",
    'local/store.ts':
      "import Database from 'libsql'\nimport { port } from '../cloudfunctions/kernel/ports'\nexport const d = [Database, port]\n",
    'src/stores/items.ts': "import { item } from '@contract/item'\nexport const items = item\n",
    'src/hazard/pages/report.ts': "import { items } from '@/stores/items'\nexport const page = items\n",
    'src/hazard/pages/report.test.ts': "import '../../testing/taro'\nimport 'node:fs'\n",
    'src/testing/taro.ts': one,
    'cloudfunctions/testing/world.ts': "import '../../local/store'\nimport '../timer/index'\n",
  })
  expect(found).toEqual([])
})

test('every breach is named', () => {
  const found = breaches({
    'cloudfunctions/contract/item.ts': "import '../kernel/ports'\nimport 'dayjs'\n",
    'cloudfunctions/kernel/ports.ts': one,
    'cloudfunctions/kernel/clock.ts': "import '../item/get'\nimport 'libsql'\n",
    'cloudfunctions/kernel/desk.ts': "import '../kinds'\nimport '../../local/host'\n",
    'cloudfunctions/kinds.ts': "import './item/get'\n",
    'cloudfunctions/item/get.ts': one,
    'cloudfunctions/area/find.ts': "import '../hazard/report'\nimport 'wx-server-sdk'\nimport './nowhere'\n",
    'cloudfunctions/area/rules.ts': "import '../kernel/ports'\nimport 'node:fs'\n",
    'cloudfunctions/hazard/report.ts': one,
    'local/host.ts': "import '../src/ui/button'\n",
    'src/ui/button.ts': "import { one } from '../platform/call'\nexport const button = one\n",
    'src/platform/call.ts': "import '../ui/colour'\nimport '../testing/taro'\nexport const one = 1\n",
    'src/platform/net.ts': "import './wire'\nimport 'node:net'\n",
    'src/platform/wire.ts': "import './net'\n",
    'src/ui/colour.ts': "import '../hazard/store'\n",
    'src/testing/taro.ts': one,
    'src/hazard/store.ts': "import '../desk/store'\nimport '@contract/../kernel/ports'\n",
    'src/desk/store.ts': one,
  })
  expect(found).toEqual(
    [
      'contract-knows-only-its-schemas: cloudfunctions/contract/item.ts',
      'rules-are-pure: cloudfunctions/area/rules.ts',
      'kinds-lists-rules-only: cloudfunctions/kinds.ts',
      'contexts-meet-in-the-kernel: cloudfunctions/area/find.ts',
      'only-what-serves-every-kind-sees-them-all: cloudfunctions/kernel/desk.ts',
      'kernel-knows-no-context: cloudfunctions/kernel/clock.ts',
      'functions-know-no-host-and-no-page: cloudfunctions/kernel/desk.ts',
      'client-speaks-only-the-contract: src/hazard/store.ts',
      'subpackages-stand-alone: src/hazard/store.ts',
      'main-package-knows-no-subpackage: src/ui/colour.ts',
      'client-runs-without-node: cloudfunctions/area/rules.ts',
      'client-runs-without-node: src/platform/net.ts',
      'test-doubles-stay-in-tests: src/platform/call.ts',
      'wechat-sdk-only-in-the-cloud-ports: cloudfunctions/area/find.ts',
      'sqlite-only-in-the-local-store: cloudfunctions/kernel/clock.ts',
      'local-knows-no-page: local/host.ts',
      'no-cycles-between-files: src/platform/net.ts',
      'no-cycles-between-folders: src/platform',
      'no-cycles-between-folders: src/ui',
      'no-cycles-between-folders: cloudfunctions',
      'no-cycles-between-folders: src/hazard',
      'no-cycles-between-folders: cloudfunctions/kernel',
      'everything-resolves: cloudfunctions/area/find.ts',
    ].sort(),
  )
})
