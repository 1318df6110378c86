import type { AppOptions, CompiledApp } from '../protocol'

/** Path `to`, as written in file `from`, from the root of the package. */
export function resolve(from: string, to: string): string {
  const parts = to.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of to.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

export type Constructor = 'Page' | 'Component' | 'Behavior'

export interface Globals {
  wx: unknown
  registerApp: (options: AppOptions) => void
  /** Binds to the file being run, not to the file that holds the code: webpack shares bodies between files. */
  construct(running: string, kind: Constructor, options: object): unknown
  getApp: () => unknown
  getCurrentPages: () => unknown[]
}

/** WeChat's `require`: runs each file once, with what WeChat gives a file. One subpackage does not see another. */
export function createLoader({ app, modules }: CompiledApp, globals: Globals) {
  const roots = (app.subPackages ?? []).map(({ root }) => `${root.replace(/\/$/, '')}/`)
  const packageOf = (file: string) => roots.find((root) => file.startsWith(root))
  const loaded = new Map<string, { exports: unknown }>()
  let running = ''

  function load(file: string): unknown {
    const before = loaded.get(file)
    if (before) return before.exports
    const run = modules[file]
    if (!run) throw new Error(`module '${file}' is not defined`)
    const module = { exports: {} as unknown }
    loaded.set(file, module)

    const require = (path: string) => {
      const name = resolve(file, path)
      const found = [name, `${name}.js`, `${name}/index.js`].find((candidate) => modules[candidate])
      if (!found) throw new Error(`module '${path}' is not defined, require from ${file}`)
      const target = packageOf(found)
      if (target && target !== packageOf(file)) throw new Error(`${found} is not on the phone with ${file}`)
      return load(found)
    }
    const construct = (kind: Constructor) => (options: object) => globals.construct(running, kind, options)

    const previous = running
    running = file.replace(/\.js$/, '')
    try {
      run(
        require,
        module,
        module.exports,
        globals.wx,
        globals.registerApp,
        construct('Page'),
        construct('Component'),
        construct('Behavior'),
        globals.getApp,
        globals.getCurrentPages,
      )
    } finally {
      running = previous
    }
    return module.exports
  }
  return { load, has: (file: string) => file in modules }
}
