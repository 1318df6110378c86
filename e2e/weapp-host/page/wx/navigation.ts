import { parseUrl } from '../address'
import { resolve } from '../modules'
import { apis, type Options } from './api'
import type { Phone } from './phone'

/** Moving between pages, and what stands round them. */
export function navigation(phone: Phone) {
  const target = ({ url }: Options) => {
    const { path, query } = parseUrl(url)
    return { path: url.startsWith('/') ? path : resolve(phone.stack.front.path, path), query }
  }
  return apis({
    navigateTo: (options) => {
      const { channel } = phone.stack.navigateTo(target(options))
      for (const [name, listener] of Object.entries(options.events ?? {})) channel.on(name, listener as () => void)
      return { eventChannel: channel }
    },
    redirectTo: (options) => phone.stack.redirectTo(target(options)),
    reLaunch: (options) => phone.stack.reLaunch(target(options)),
    switchTab: (options) => phone.stack.switchTab(target(options)),
    navigateBack: ({ delta = 1 }) => phone.stack.navigateBack(delta),
    setNavigationBarTitle: ({ title }) => phone.stack.setTitle(title),
    setNavigationBarColor: () => {},
    setTabBarBadge: ({ index, text }) => phone.chrome.setBadge(index, text),
    removeTabBarBadge: ({ index }) => phone.chrome.setBadge(index, undefined),
    setTabBarStyle: () => {},
    startPullDownRefresh: () => phone.stack.pullDown(),
    stopPullDownRefresh: () => {},
    pageScrollTo: ({ scrollTop, selector }) => {
      const { element } = phone.stack.front
      if (selector) element.querySelector(selector)?.scrollIntoView()
      else element.scrollTop = scrollTop
    },
  })
}
