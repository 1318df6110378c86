import { readOptions, UsageError } from './options'

const complete = ['a.xlsx', 'b.geojson', '--system', 'wgs84', '--starts', '2026-12-01']

test('what is not said has its usual value', () => {
  expect(readOptions(complete)).toEqual({
    files: ['a.xlsx', 'b.geojson'],
    system: 'wgs84',
    day: '2026-12-01',
    dryRun: false,
    dataDir: '.data',
    reportDir: 'dist/areas',
    cloudDir: undefined,
    encoding: 'utf-8',
  })
})

test('what is said is taken', () => {
  const more = ['--dry-run', '--data', 'd', '--report', 'r', '--cloud', 'c', '--encoding', 'gb18030']
  const options = readOptions([...complete, ...more])
  expect(options).toMatchObject({ dryRun: true, dataDir: 'd', reportDir: 'r', cloudDir: 'c', encoding: 'gb18030' })
  expect(readOptions(['--sample', 'forms'])).toEqual({ sample: 'forms' })
})

test.each<[string, string[], RegExp]>([
  ['the system of coordinates', ['a.csv', '--starts', '2026-12-01'], /--system/],
  ['a system that is known', ['a.csv', '--system', 'bd09', '--starts', '2026-12-01'], /--system/],
  ['the day', ['a.csv', '--system', 'gcj02'], /--starts/],
  ['a day that there is', ['a.csv', '--system', 'gcj02', '--starts', '2027-02-29'], /--starts/],
  ['files', ['--system', 'gcj02', '--starts', '2026-12-01'], /文件/],
  ['files of a known kind', ['a.xls', '--system', 'gcj02', '--starts', '2026-12-01'], /a\.xls/],
  ['an encoding that is known', [...complete, '--encoding', 'big5'], /--encoding/],
  ['options that there are', [...complete, '--force'], /--force/],
])('it asks for %s', (_, args, text) => {
  expect(() => readOptions(args)).toThrow(UsageError)
  expect(() => readOptions(args)).toThrow(text)
})
