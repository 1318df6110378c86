import fs from 'node:fs'
import path from 'node:path'

const { added, left }: { added: object; left: string[] } = require('./plugin-template/attributes')

type Attributes = Record<string, string>

/** What the plugin does to the platform that Taro hands it. */
function setUp() {
  const merged: Record<string, Attributes> = {}
  const platform = {
    runtimePath: 'taro-runtime',
    template: {
      modifyCompProps: (_tag: string, attributes: Attributes) => attributes,
      mergeComponents: (_ctx: unknown, components: Record<string, Attributes>) => Object.assign(merged, components),
    },
  }
  const plugin = require('./plugin-template')
  plugin({ registerMethod: ({ fn }: { fn: (p: typeof platform) => void }) => fn(platform) })
  return { platform, merged }
}

test('build and runtime are given the same aria attributes', () => {
  const { platform, merged } = setUp()
  expect(merged).toEqual(added)
  expect(merged.View).toHaveProperty('aria-role')
  expect(merged.Input).toHaveProperty('aria-label')
  expect(platform.runtimePath).toEqual(['taro-runtime', path.join(__dirname, 'plugin-template/runtime.js')])
})

test('attributes that nothing uses stay out of the templates', () => {
  const { platform } = setUp()
  const kept = platform.template.modifyCompProps('view', { animation: '', bindTap: '', 'hover-class': '' })
  expect(kept).toEqual({ bindTap: '', 'hover-class': '' })
})

test('the client uses none of the attributes left out', () => {
  const src = path.join(__dirname, '../src')
  const names = left.map((name) =>
    name.replace(/^bind/, 'on').replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase()),
  )
  const used = new RegExp(`\\s(${names.join('|')})=`)
  const files = fs.readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter((file) => used.test(fs.readFileSync(path.join(src, file), 'utf8')))).toEqual([])
})
