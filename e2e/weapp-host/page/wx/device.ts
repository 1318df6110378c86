import { api, apis, type Options } from './api'
import { answers, type Phone } from './phone'
import { guarded } from './privacy'

const subscribed = new Map<(state: object) => void, () => void>()

function onNetworkStatusChange(listener: (state: object) => void) {
  const tell = () => listener({ isConnected: navigator.onLine, networkType: network().networkType })
  subscribed.set(listener, tell)
  for (const event of ['online', 'offline']) window.addEventListener(event, tell)
}

function offNetworkStatusChange(listener: (state: object) => void) {
  const tell = subscribed.get(listener)
  if (tell) for (const event of ['online', 'offline']) window.removeEventListener(event, tell)
  subscribed.delete(listener)
}

const network = () => ({ networkType: navigator.onLine ? 'wifi' : 'none' })

const screen = () => ({
  pixelRatio: devicePixelRatio,
  screenWidth: innerWidth,
  screenHeight: innerHeight,
  windowWidth: innerWidth,
  windowHeight: document.getElementById('pages')?.clientHeight ?? innerHeight,
  statusBarHeight: 0,
  safeArea: { left: 0, right: innerWidth, top: 0, bottom: innerHeight, width: innerWidth, height: innerHeight },
})

const base = () => ({
  SDKVersion: '3.7.0',
  version: '8.0.50',
  language: 'zh_CN',
  theme: 'light',
  fontSizeScaleFactor: answers().fontSizeScaleFactor ?? 1,
})

const model = () => ({ brand: 'test', model: 'test', system: 'test', platform: 'devtools' })
const everything = () => ({ ...screen(), ...base(), ...model() })

const subscription = ({ tmplIds }: Options) =>
  Object.fromEntries(tmplIds.map((id: string) => [id, answers().subscribe ?? 'reject']))

/** What the phone is and can do. */
export const device = (phone: Phone) => ({
  getSystemInfoSync: everything,
  getWindowInfo: screen,
  getAppBaseInfo: base,
  getDeviceInfo: model,
  getMenuButtonBoundingClientRect: () => ({
    top: 6,
    bottom: 38,
    left: innerWidth - 95,
    right: innerWidth - 8,
    width: 87,
    height: 32,
  }),
  getLaunchOptionsSync: () => phone.launch,
  getEnterOptionsSync: () => phone.launch,
  getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
  getUpdateManager: () => ({ onCheckForUpdate() {}, onUpdateReady() {}, onUpdateFailed() {}, applyUpdate() {} }),
  createSelectorQuery: () => phone.stack.front.instance.createSelectorQuery(),
  nextTick: (fn: () => void) => queueMicrotask(fn),
  onNetworkStatusChange,
  offNetworkStatusChange,
  setClipboardData: guarded('setClipboardData', () => {}),
  ...apis({
    getSystemInfo: everything,
    getNetworkType: network,
    makePhoneCall: () => {},
    requestSubscribeMessage: subscription,
    checkSession: () => {},
    vibrateShort: () => {},
  }),
  login: api('login', () => ({ code: 'test' })),
})

const silent = ['AppShow', 'AppHide', 'Error', 'UnhandledRejection', 'PageNotFound', 'ThemeChange', 'WindowResize']

/** Listeners for what does not happen here. */
export const silentEvents = () =>
  Object.fromEntries(
    [...silent, 'KeyboardHeightChange', 'MemoryWarning'].flatMap((name) => [
      [`on${name}`, () => {}],
      [`off${name}`, () => {}],
    ]),
  )
