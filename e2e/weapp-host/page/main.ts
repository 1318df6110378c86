import type { AppOptions, LaunchOptions } from '../protocol'
import { pagesOf, parseUrl } from './address'
import { byId, Chrome } from './chrome'
import { createEngine } from './engine'
import { collectErrors, report } from './errors'
import { createLoader } from './modules'
import { PageStack } from './stack'
import { createWx, type Phone } from './wx'

/** WeChat, as far as the product needs it: `?path=` says where to start, `?persona=` whose phone it is. */

collectErrors()

function start() {
  const compiled = window.__weapp
  const search = new URLSearchParams(location.search)
  const entry = parseUrl(search.get('path') ?? compiled.app.entryPagePath ?? compiled.app.pages[0])
  const launch: LaunchOptions = { ...entry, scene: 1001 }
  const engine = createEngine(compiled, pagesOf(compiled.app))
  const phone = { app: compiled.app, launch, persona: search.get('persona') ?? undefined } as Phone
  let app: AppOptions = {}

  const loader = createLoader(compiled, {
    wx: createWx(phone),
    registerApp: (options) => {
      app = options
    },
    construct: engine.construct,
    getApp: () => app,
    getCurrentPages: () => phone.stack.instances,
  })
  phone.stack = new PageStack(compiled, engine, loader, byId('pages'))
  phone.chrome = new Chrome(phone.stack, compiled.app.tabBar)
  window.__weappHost.pullDown = () => phone.stack.pullDown()
  window.__weappHost.currentPath = () => phone.stack.front.path

  if (compiled.css.app) document.head.appendChild(document.createElement('style')).textContent = compiled.css.app
  loader.load('app.js')
  app.onLaunch?.(launch)
  app.onShow?.(launch)
  document.addEventListener('visibilitychange', () => (document.hidden ? app.onHide?.(launch) : app.onShow?.(launch)))
  phone.stack.reLaunch(entry)
}

window.__weappHost = {
  start() {
    try {
      start()
    } catch (error) {
      report(error)
    }
  },
  pullDown: () => {},
  currentPath: () => '',
}
