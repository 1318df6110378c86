/** What the compiler, the test server, the page and the tests say to each other. */

/** A file of the mini-program wrapped as a function of what WeChat gives it. Names of a browser are shadowed away. */
export type ModuleFunction = (
  require: (path: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  wx: unknown,
  App: (options: AppOptions) => void,
  Page: (options: object) => unknown,
  Component: (options: object) => unknown,
  Behavior: (options: object) => unknown,
  getApp: () => unknown,
  getCurrentPages: () => unknown[],
) => void

export interface AppOptions {
  onLaunch?(options: LaunchOptions): void
  onShow?(options: LaunchOptions): void
  onHide?(options: LaunchOptions): void
}

export interface LaunchOptions {
  path: string
  query: Record<string, string>
  scene: number
}

export interface TabItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  subPackages?: { root: string; pages: string[] }[]
  window?: PageConfig
  /** Calls about places that the app says it makes; WeChat refuses the others. */
  requiredPrivateInfos?: string[]
  tabBar?: { color: string; selectedColor: string; list: TabItem[] }
}

export interface PageConfig {
  navigationBarTitleText?: string
  enablePullDownRefresh?: boolean
  /** CSS pixels from the end of the page at which it is told to load more. */
  onReachBottomDistance?: number
  usingComponents?: Record<string, string>
}

/** The compiled mini-program, by path without extension (scripts with it). */
export interface CompiledApp {
  app: AppConfig
  json: Record<string, PageConfig>
  css: Record<string, string>
  templates: Record<string, never>
  modules: Record<string, ModuleFunction>
}

/** What the phone and its owner answer; a test sets it before or while the page runs. */
export interface Answers {
  /** The place picked on WeChat's map; `cancel` when the owner closes it. */
  place?: { name: string; address: string; latitude: number; longitude: number } | 'cancel'
  /** Addresses of the pictures in the album; each opening takes the next one. */
  pictures?: string[]
  /** WeChat's font setting; 1 is normal. */
  fontSizeScaleFactor?: number
  /** The owner has not agreed to the privacy guide yet. */
  privacyNeeded?: boolean
  /** What the owner says to subscription messages. */
  subscribe?: 'accept' | 'reject'
}

export interface WxCall {
  name: string
  args: unknown
}

/** Who holds the phone: the page sends it with every request, the app itself never sees it. */
export const personaHeader = 'x-weapp-persona'

declare global {
  interface Window {
    __weapp: CompiledApp
    __weappErrors: string[]
    __wxCalls: WxCall[]
    __wxAnswers?: Answers
    __weappHost: { start(): void; pullDown(): void; currentPath(): string }
  }
}
