import type { CompiledApp, PageConfig } from '../protocol'
import { pagesOf, type Query } from './address'
import { createChannel, type EventChannel } from './channel'
import type { createEngine, MountedPage } from './engine'
import { report } from './errors'
import { resolve } from './modules'

/** Pages that WeChat keeps open at most, one above the other. */
const deepest = 10
const defaultReachDistance = 50

export interface OpenPage extends MountedPage {
  path: string
  title: string
  style?: HTMLStyleElement
  channel: EventChannel
}

interface Loader {
  load(file: string): unknown
  has(file: string): boolean
}

/** The pages that are open, and their life: load, show, ready, hide, unload, in WeChat's order. */
export class PageStack {
  private readonly open: OpenPage[] = []
  /** Tab pages that are not in front; WeChat keeps them alive. */
  private readonly parked: OpenPage[] = []
  private readonly paths: string[]
  /** Told after each change which page is in front. */
  onChange: (page: OpenPage) => void = () => {}

  constructor(
    private readonly app: CompiledApp,
    private readonly engine: ReturnType<typeof createEngine>,
    private readonly loader: Loader,
    private readonly parent: HTMLElement,
  ) {
    this.paths = pagesOf(app.app)
  }

  get depth() {
    return this.open.length
  }

  get front(): OpenPage {
    return this.open[this.open.length - 1]
  }

  get instances() {
    return this.open.map((page) => page.instance)
  }

  isTab(path: string) {
    return this.app.app.tabBar?.list.some((tab) => tab.pagePath === path) ?? false
  }

  config(path: string): PageConfig {
    return { ...this.app.app.window, ...this.app.json[path] }
  }

  navigateTo({ path, query }: { path: string; query: Query }): OpenPage {
    this.refuseUnknown(path)
    if (this.isTab(path)) throw new Error('can not navigateTo a tabbar page')
    if (this.depth >= deepest) throw new Error('webview count limit exceed')
    this.call(this.front, 'onHide')
    return this.enter(path, query)
  }

  redirectTo({ path, query }: { path: string; query: Query }) {
    this.refuseUnknown(path)
    if (this.isTab(path)) throw new Error('can not redirectTo a tabbar page')
    this.close(this.open.pop()!)
    this.enter(path, query)
  }

  reLaunch({ path, query }: { path: string; query: Query }) {
    this.refuseUnknown(path)
    for (const page of [...this.parked.splice(0), ...this.open.splice(0)]) this.close(page)
    this.enter(path, query)
  }

  switchTab({ path }: { path: string }) {
    this.refuseUnknown(path)
    if (!this.isTab(path)) throw new Error('can not switch to no-tabBar page')
    if (this.front?.path === path) return
    if (this.front) this.call(this.front, 'onHide')
    for (const page of this.open.splice(0)) {
      if (this.isTab(page.path)) this.parked.push(page)
      else this.close(page)
    }
    const kept = this.parked.findIndex((page) => page.path === path)
    if (kept < 0) this.enter(path, {})
    else this.bringBack(this.parked.splice(kept, 1)[0])
  }

  navigateBack(delta: number) {
    if (this.depth < 2) throw new Error('cannot navigate back at first page.')
    const left = Math.max(1, this.depth - delta)
    for (const page of this.open.splice(left).reverse()) this.close(page)
    this.reveal()
    this.call(this.front, 'onShow')
  }

  pullDown() {
    if (!this.config(this.front.path).enablePullDownRefresh)
      throw new Error(`${this.front.path} does not enable pull-down refresh`)
    this.call(this.front, 'onPullDownRefresh')
  }

  setTitle(title: string) {
    this.front.title = title
    this.onChange(this.front)
  }

  private refuseUnknown(path: string) {
    if (!this.paths.includes(path)) throw new Error(`page "${path}" is not found`)
  }

  private enter(path: string, query: Query): OpenPage {
    this.loadComponents(path)
    this.loader.load(`${path}.js`)
    const page: OpenPage = {
      ...this.engine.mount(path, this.parent),
      path,
      title: this.config(path).navigationBarTitleText ?? '',
      style: this.addStyle(path),
      channel: createChannel(),
    }
    page.element.dataset.path = path
    Object.assign(page.instance, { route: path, __route__: path, options: query, getTabBar: () => null })
    page.instance.getOpenerEventChannel = () => page.channel
    this.watchScroll(page)
    this.open.push(page)
    this.reveal()
    this.call(page, 'onLoad', query)
    this.call(page, 'onShow')
    requestAnimationFrame(() => this.call(page, 'onReady'))
    return page
  }

  private bringBack(page: OpenPage) {
    this.open.push(page)
    this.reveal()
    this.call(page, 'onShow')
  }

  private close(page: OpenPage) {
    this.call(page, 'onUnload')
    page.release()
    page.element.remove()
    page.style?.remove()
  }

  private reveal() {
    for (const page of [...this.open, ...this.parked]) {
      const isBehind = page !== this.front
      page.element.hidden = isBehind
      if (page.style) page.style.disabled = isBehind
    }
    this.onChange(this.front)
  }

  private call(page: OpenPage, hook: string, ...args: unknown[]) {
    try {
      page.instance[hook]?.(...args)
    } catch (error) {
      report(error)
    }
  }

  /** Code of a component runs before the page that uses it. */
  private loadComponents(path: string, seen = new Set<string>()) {
    if (seen.has(path)) return
    seen.add(path)
    for (const target of Object.values(this.app.json[path]?.usingComponents ?? {})) {
      const component = resolve(path, target)
      this.loadComponents(component, seen)
      if (this.loader.has(`${component}.js`)) this.loader.load(`${component}.js`)
    }
  }

  private addStyle(path: string): HTMLStyleElement | undefined {
    const css = this.app.css[path]
    if (css === undefined) return undefined
    const style = document.head.appendChild(document.createElement('style'))
    style.textContent = css
    return style
  }

  private watchScroll(page: OpenPage) {
    const distance = this.config(page.path).onReachBottomDistance ?? defaultReachDistance
    let wasAtEnd = false
    page.element.addEventListener('scroll', () => {
      const { scrollTop, clientHeight, scrollHeight } = page.element
      this.call(page, 'onPageScroll', { scrollTop })
      const isAtEnd = scrollTop + clientHeight >= scrollHeight - distance
      if (isAtEnd && !wasAtEnd) this.call(page, 'onReachBottom')
      wasAtEnd = isAtEnd
    })
  }
}
