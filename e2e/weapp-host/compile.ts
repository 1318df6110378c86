import fs from 'node:fs'
import path from 'node:path'
import esbuild from 'esbuild'
import { TmplGroup } from 'glass-easel-template-compiler'
import { root } from '../paths'
import type { PageConfig } from './protocol'
import { wxssToCss } from './wxss'

/** What a script of the mini-program is given, in this order; see ModuleFunction. */
const given = 'require,module,exports,wx,App,Page,Component,Behavior,getApp,getCurrentPages'
/** Names that a phone's script layer lacks. Shadowed, so that code which leans on a browser fails here as it would there. */
const hidden = 'window,document,self,location,history,localStorage,sessionStorage,XMLHttpRequest,fetch,alert,navigator'

const source = path.join(root, 'e2e/weapp-host/page')

const filesIn = (folder: string) =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => fs.statSync(path.join(folder, file)).isFile())
    .map((file) => file.split(path.sep).join('/'))

const withoutExtension = (file: string) => file.slice(0, file.length - path.extname(file).length)

/** The text of a stylesheet with its imports in place, each once. */
function inlineImports(dist: string, file: string, seen = new Set<string>()): string {
  if (seen.has(file)) return ''
  seen.add(file)
  return fs.readFileSync(file, 'utf8').replace(/@import\s+["']([^"']+)["'];?/g, (_import, target: string) => {
    const base = target.startsWith('/') ? dist : path.dirname(file)
    return inlineImports(dist, path.join(base, target), seen)
  })
}

/**
 * Turns a WeChat build (`dist`) into one page that a browser can run (`out`), with WeChat's own open-source template
 * compiler. Throws with every template problem it found.
 */
export async function compileWeapp(dist: string, out: string): Promise<void> {
  fs.rmSync(out, { recursive: true, force: true })
  fs.mkdirSync(out, { recursive: true })
  const templates = new TmplGroup()
  const json: Record<string, PageConfig> = {}
  const css: Record<string, string> = {}
  const modules: string[] = []
  const problems: string[] = []

  for (const file of filesIn(dist)) {
    const full = path.join(dist, file)
    const name = withoutExtension(file)
    const text = () => fs.readFileSync(full, 'utf8')
    switch (path.extname(file)) {
      case '.wxml':
        for (const problem of templates.addTmpl(name, text())) problems.push(`${file}: ${JSON.stringify(problem)}`)
        break
      case '.wxs':
        templates.addScript(name, text())
        break
      case '.json':
        json[name] = JSON.parse(text())
        break
      case '.wxss':
        css[name] = wxssToCss(inlineImports(dist, full))
        break
      case '.js':
        modules.push(`${JSON.stringify(file)}:function(${given},${hidden}){${text()}\n}`)
        break
      case '.txt':
        break
      default:
        fs.mkdirSync(path.join(out, 'package', path.dirname(file)), { recursive: true })
        fs.copyFileSync(full, path.join(out, 'package', file))
    }
  }
  if (problems.length > 0) throw new Error(`templates do not compile:\n${problems.join('\n')}`)

  const { app, ...pages } = json
  const fields = [
    `app:${JSON.stringify(app)}`,
    `json:${JSON.stringify(pages)}`,
    `css:${JSON.stringify(css)}`,
    `templates:${templates.getTmplGenObjectGroups()}`,
    `modules:{${modules.join(',\n')}}`,
  ]
  fs.writeFileSync(path.join(out, 'app-bundle.js'), `window.__weapp={${fields.join(',\n')}}`)
  await esbuild.build({
    entryPoints: [path.join(source, 'main.ts')],
    bundle: true,
    format: 'iife',
    outfile: path.join(out, 'host.js'),
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'warning',
  })
  for (const file of ['index.html', 'host.css']) fs.copyFileSync(path.join(source, file), path.join(out, file))
}
