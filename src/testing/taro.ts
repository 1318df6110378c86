import { useEffect, useRef } from 'react'

/**
 * `@tarojs/taro` for tests: storage in memory, every other call a Jest mock that succeeds. Call `resetTaro()` in
 * `beforeEach`; give the page its query with `openWith({ itemId })`, and play the phone with `phone.show()` and others.
 */

const stored = new Map<string, unknown>()
const current: { params: Record<string, string> } = { params: {} }

type Hook = 'show' | 'hide' | 'ready' | 'unload' | 'pullDown' | 'reachBottom'
const listeners = new Map<Hook, Set<() => void>>()

/** Registers for as long as the component is mounted, as a page's life-cycle hook is. */
function useHook(hook: Hook, callback: () => void) {
  useEffect(() => {
    const set = listeners.get(hook) ?? new Set()
    listeners.set(hook, set.add(callback))
    return () => {
      set.delete(callback)
    }
  }, [hook, callback])
}

const fire = (hook: Hook) => () => {
  for (const listener of listeners.get(hook) ?? []) listener()
}

/** What WeChat does to a page. Wrap in `act` where the page sets state. */
export const phone = {
  show: fire('show'),
  hide: fire('hide'),
  unload: fire('unload'),
  pullDown: fire('pullDown'),
  reachBottom: fire('reachBottom'),
}

/** Query of the page under test. */
export const openWith = (params: Record<string, string>) => {
  current.params = params
}

const ok = (name: string) => jest.fn(async (_options?: unknown): Promise<unknown> => ({ errMsg: `${name}:ok` }))

const Taro = {
  getStorageSync: (key: string) => stored.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => {
    stored.set(key, value)
  },
  removeStorageSync: (key: string) => {
    stored.delete(key)
  },
  clearStorageSync: () => stored.clear(),
  getStorageInfoSync: () => ({ keys: [...stored.keys()] }),
  getCurrentInstance: () => ({ router: { params: current.params } }),
  getCurrentPages: jest.fn(() => [{}]),
  getAppBaseInfo: jest.fn(() => ({ fontSizeScaleFactor: 1 })),
  getNetworkType: jest.fn(async () => ({ networkType: 'wifi' })),
  onNetworkStatusChange: jest.fn(),
  offNetworkStatusChange: jest.fn(),
  navigateTo: ok('navigateTo'),
  redirectTo: ok('redirectTo'),
  switchTab: ok('switchTab'),
  reLaunch: ok('reLaunch'),
  navigateBack: ok('navigateBack'),
  setNavigationBarTitle: ok('setNavigationBarTitle'),
  setTabBarBadge: ok('setTabBarBadge'),
  removeTabBarBadge: ok('removeTabBarBadge'),
  showToast: ok('showToast'),
  hideToast: ok('hideToast'),
  showLoading: ok('showLoading'),
  hideLoading: ok('hideLoading'),
  showModal: jest.fn(async (_options?: unknown) => ({ confirm: true, cancel: false })),
  showActionSheet: jest.fn(async (_options?: unknown) => ({ tapIndex: 0 })),
  chooseImage: jest.fn(async (_options?: unknown) => ({
    tempFilePaths: ['blob:1'],
    tempFiles: [{ path: 'blob:1', size: 1 }],
  })),
  chooseLocation: jest.fn(async (_options?: unknown) => ({ longitude: 121.6, latitude: 38.9, name: '', address: '' })),
  previewImage: ok('previewImage'),
  makePhoneCall: ok('makePhoneCall'),
  setClipboardData: ok('setClipboardData'),
  stopPullDownRefresh: jest.fn(),
  pageScrollTo: ok('pageScrollTo'),
  nextTick: (fn: () => void) => void Promise.resolve().then(fn),
}

export default Taro

/** Forgets what the test before stored, opened and called. */
export function resetTaro() {
  stored.clear()
  current.params = {}
  for (const value of Object.values(Taro)) if (jest.isMockFunction(value)) value.mockClear()
}

export const getCurrentInstance = Taro.getCurrentInstance
export const useRouter = () => ({ params: current.params })
/** Runs the callback of the first render, once. */
function useOnce(callback: () => void) {
  const first = useRef(callback)
  useEffect(() => first.current(), [])
}
export const useLaunch = useOnce
export const useReady = useOnce
export const useLoad = (callback: (params: Record<string, string>) => void) => useOnce(() => callback(current.params))
/** Runs when the page mounts too, as WeChat shows a page once it is loaded. */
export const useDidShow = (callback: () => void) => {
  useOnce(callback)
  useHook('show', callback)
}
export const useDidHide = (callback: () => void) => useHook('hide', callback)
export const useUnload = (callback: () => void) => useHook('unload', callback)
export const usePullDownRefresh = (callback: () => void) => useHook('pullDown', callback)
export const useReachBottom = (callback: () => void) => useHook('reachBottom', callback)
export const useShareAppMessage = (_callback: () => unknown) => {}
