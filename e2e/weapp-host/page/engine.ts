import * as engine from 'glass-easel'
import { type CodeSpace, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import type { CompiledApp } from '../protocol'
import { rpxToCss } from '../wxss'
import { defineBuiltins } from './builtins'
import { touchesOf, withPlainEvents } from './events'
import type { Constructor } from './modules'

/** WeChat's component framework on the DOM: built-in tags become `wx-…`, rpx in inline styles becomes a length. */
function createBackend(builtins: ReadonlySet<string>) {
  const backend = new engine.CurrentWindowBackendContext()
  const createElement = (tag: string) => {
    const element = document.createElement(builtins.has(tag) ? `wx-${tag}` : tag)
    const setAttribute = element.setAttribute.bind(element)
    element.setAttribute = (name, value) => setAttribute(name, name === 'style' ? rpxToCss(String(value)) : value)
    return element
  }
  backend.document = {
    createElement,
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as typeof backend.document
  // Without this no tap arrives
  backend.onEvent((target, type, detail, options) => {
    const origin = (options as { originalEvent?: Event }).originalEvent
    const event = new engine.Event(type, detail, { ...options, extraFields: touchesOf(origin) })
    engine.Event.dispatchEvent(target, event)
    return (event.defaultPrevented() ? 1 : 0) as engine.EventBubbleStatus
  })
  return backend
}

/** A page or component as the app's script sees it. */
export type Instance = Record<string, any>

export interface MountedPage {
  instance: Instance
  element: HTMLElement
  release(): void
}

/** Readies the compiled app: templates, configurations, built-in components. */
export function createEngine(app: CompiledApp, pages: string[]) {
  const env = new MiniProgramEnv()
  const builtins = defineBuiltins(env.getGlobalCodeSpace().getComponentSpace())
  const backend = createBackend(new Set(Object.keys(builtins)))
  const associated = env.associateBackend(backend as unknown as engine.GeneralBackendContext)

  const space = env.createCodeSpace('', true)
  for (const [tag, definition] of Object.entries(builtins))
    space.getComponentSpace().setGlobalUsingComponent(tag, definition)
  keepIds(space)
  for (const [path, config] of Object.entries(app.json)) space.addComponentStaticConfig(path, { ...config })
  for (const [path, content] of Object.entries(app.templates))
    space.addCompiledTemplate(path, { groupList: app.templates, content } as never)
  for (const [path, css] of Object.entries(app.css)) {
    backend.registerStyleSheetContent(path, css)
    if (path !== 'app' && !pages.includes(path)) space.addStyleSheet(path, path)
  }

  return {
    /** What `Page(options)` and its like do in the file at `path`. */
    construct: (path: string, kind: Constructor, options: { methods?: object }) =>
      space.componentEnv(path, (constructors) => {
        const methods = kind === 'Component' ? { methods: withPlainEvents(options.methods ?? {}) } : {}
        const handlers = kind === 'Page' ? withPlainEvents(options) : options
        const construct = constructors[kind] as (options: object) => unknown
        return construct({ ...handlers, ...methods })
      }),
    /** Creates the page and puts it behind the others in `parent`. */
    mount(path: string, parent: HTMLElement): MountedPage {
      const root = associated.createRoot('page', space, `/${path}`)
      const slot = parent.appendChild(document.createElement('div'))
      root.attach(parent as never, slot as never)
      return {
        instance: root.get() as unknown as Instance,
        element: root.getComponent().$$ as unknown as HTMLElement,
        release: () => root.release(),
      }
    },
  }
}

/** Internal to the adapter, and the only place where ids can be kept. */
type PrepareOptions = (path: string, options?: object) => [engine.ComponentOptions, unknown]

/** Makes the ids that the app writes the ids of DOM elements, so that tests and `aria-…` references find them. */
function keepIds(codeSpace: CodeSpace) {
  const space = codeSpace as unknown as { prepareComponentOptions: PrepareOptions }
  const prepare = space.prepareComponentOptions.bind(space)
  space.prepareComponentOptions = (path, options) => {
    const [prepared, isolation] = prepare(path, options)
    return [{ ...prepared, idPrefixGenerator: undefined, writeIdToDOM: true }, isolation]
  }
}
