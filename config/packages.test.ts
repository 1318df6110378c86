import fs from 'node:fs'
import { dependencies, devDependencies } from '../package.json'

const packages = { ...dependencies, ...devDependencies }
const [, why = ''] = fs.readFileSync('README.md', 'utf8').split('## Packages, and why each is here')
const rows = [...why.matchAll(/^\| (.+?) \|/gm)].flatMap(([, names = '']) => names.split(', '))

/** `@tarojs/*` stands for every package of that name. */
const isNamed = (name: string) =>
  rows.some((row) => row === name || (row.endsWith('/*') && name.startsWith(row.slice(0, -1))))

test('every package is named in the README, with why it is here', () => {
  expect(Object.keys(packages).filter((name) => !isNamed(name))).toEqual([])
})

test('every package is pinned to one version', () => {
  expect(Object.entries(packages).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})
