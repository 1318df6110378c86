import type { CompiledApp, ModuleFunction } from '../protocol'
import { pagesOf, parseUrl } from './address'
import { createChannel } from './channel'
import { createLoader, resolve } from './modules'

const load = (modules: Record<string, ModuleFunction>) => {
  const app = { app: { pages: [], subPackages: [{ root: 'hazard', pages: [] }] }, modules } as unknown as CompiledApp
  return createLoader(app, {
    wx: {},
    registerApp: () => {},
    construct: () => undefined,
    getApp: () => undefined,
    getCurrentPages: () => [],
  }).load
}

test('a path in a file is read from where the file stands', () => {
  expect(resolve('pages/home/index', '../../common')).toBe('common')
  expect(resolve('pages/home/index', './part')).toBe('pages/home/part')
  expect(resolve('pages/home/index', '/comp')).toBe('comp')
})

test('a script runs once, however often it is required', () => {
  let runs = 0
  const run = load({
    'a.js': (require, own) => {
      own.exports = [require('./b'), require('./b.js')]
    },
    'b.js': (_require, own) => {
      runs += 1
      own.exports = runs
    },
  })
  expect(run('a.js')).toEqual([1, 1])
})

test('a script that is not there, or in another subpackage, cannot be required', () => {
  const run = load({
    'a.js': (require) => void require('./gone'),
    'b.js': (require) => void require('./hazard/c'),
    'hazard/c.js': (require) => void require('../d'),
    'd.js': () => {},
  })
  expect(() => run('a.js')).toThrow("module './gone' is not defined")
  expect(() => run('b.js')).toThrow('hazard/c.js is not on the phone with b.js')
  expect(() => run('hazard/c.js')).not.toThrow()
})

test('an address is a page and its query', () => {
  expect(parseUrl('/hazard/pages/item/index?id=1&name=%E7%94%B2')).toEqual({
    path: 'hazard/pages/item/index',
    query: { id: '1', name: '甲' },
  })
  expect(parseUrl('pages/home/index')).toEqual({ path: 'pages/home/index', query: {} })
})

test('pages of subpackages are listed under their root', () => {
  const app = { pages: ['pages/home/index'], subPackages: [{ root: 'hazard/', pages: ['pages/item/index'] }] }
  expect(pagesOf(app)).toEqual(['pages/home/index', 'hazard/pages/item/index'])
})

test('a page hears what its opener says, once or always, until it stops listening', () => {
  const heard: string[] = []
  const channel = createChannel()
  const always = () => heard.push('always')
  channel.on('done', always)
  channel.once('done', () => heard.push('once'))
  channel.emit('done')
  channel.emit('done')
  channel.off('done', always)
  channel.emit('done')
  expect(heard).toEqual(['always', 'once', 'always'])
})
