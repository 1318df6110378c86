import type { Browser, Page } from 'playwright-core'
import { newPhone } from '../browser'
import { installReader } from './find'
import { Phone, type PhoneOptions, type Place } from './phone'

/** As Taro's H5 keeps what `Taro.setStorageSync` was given. */
const stored = (key: string, value: unknown) => ({
  name: `hehe.${key}`,
  value: JSON.stringify({ data: JSON.stringify(value) }),
})

declare global {
  interface Window {
    /** Numbers that the page handed to the dialler. */
    __dialled: string[]
    navigation: EventTarget
  }
}

/** Runs in the page before its own scripts: a number leaves it as a navigation to `tel:`, which nothing here could take. */
function installDialler() {
  window.__dialled = []
  window.navigation.addEventListener('navigate', (event) => {
    const { url } = (event as Event & { destination: { url: string } }).destination
    if (!url.startsWith('tel:')) return
    window.__dialled.push(url.slice('tel:'.length))
    event.preventDefault()
  })
}

/** The browser build, served by the local host itself. */
export class H5Phone extends Phone {
  readonly build = 'h5'

  private constructor(
    page: Page,
    private readonly url: string,
    options: PhoneOptions,
  ) {
    super(page, options)
    page.on('filechooser', (chooser) => {
      const next = options.pictures.shift()
      void chooser.setFiles(next ? [{ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: next }] : [])
    })
  }

  static async start(browser: Browser, url: string, options: PhoneOptions): Promise<H5Phone> {
    const localStorage = [stored('textMode', options.textMode ?? options.mode)]
    if (options.persona) localStorage.push(stored('persona', options.persona))
    const context = await newPhone(browser, { origin: url, localStorage })
    const phone = new H5Phone(await context.newPage(), url, options)
    await context.addInitScript(installReader)
    await context.addInitScript(installDialler)
    return phone
  }

  async open(path = 'pages/home/index'): Promise<void> {
    // A change behind the # alone would be a step inside the running page
    await this.page.goto('about:blank')
    await this.page.goto(`${this.url}/#/${path}`)
  }

  async back(): Promise<void> {
    await this.page.goBack()
  }

  async openTab(name: string): Promise<void> {
    await this.page.locator('.weui-tabbar__item').filter({ hasText: name, visible: true }).click()
  }

  async currentPath(): Promise<string> {
    const path = await this.page.evaluate(() => location.hash.replace(/^#\/?/, '').replace(/\?.*$/, ''))
    return path === '' ? 'pages/home/index' : path
  }

  copied(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText())
  }

  dialled(): Promise<string[]> {
    return this.page.evaluate(() => window.__dialled)
  }

  async pullDown(): Promise<void> {
    throw new Error('a browser has no such gesture')
  }

  async scrollToEnd(): Promise<void> {
    await this.page.locator('.taro_page').filter({ visible: true }).hover()
    await this.page.mouse.wheel(0, 100_000)
  }

  /** The page's own map opens at home, so the place is home's: the middle of the drawing. */
  async choosePlace(_place: Place): Promise<void> {
    await this.tap('在地图上选')
    await this.see('点一下图上的位置')
    await this.look('map')
    await this.page.getByRole('img', { name: '示意图' }).click()
    await this.see('已选')
    await this.tap('就选这里')
  }

  async loseNextAnswer(action: string): Promise<void> {
    await this.loseAnswer(`${this.url}/call`, (body) => body.name === action)
  }
}
