import type { Browser, Page } from 'playwright-core'
import { newPhone } from '../browser'
import type { Answers } from '../weapp-host/protocol'
import { installReader } from './find'
import { Phone, type PhoneOptions, type Place } from './phone'

/** As weapp-host keeps what `wx.setStorageSync` was given. */
const stored = (key: string, value: unknown) => ({
  name: `wx:hehe.${key}`,
  value: JSON.stringify({ data: JSON.stringify(value) }),
})

const dataUrl = (jpeg: Buffer) => `data:image/jpeg;base64,${jpeg.toString('base64')}`

/** The WeChat build, on WeChat's component framework. */
export class WeappPhone extends Phone {
  readonly build = 'weapp'

  private constructor(
    page: Page,
    private readonly url: string,
    private readonly options: PhoneOptions,
  ) {
    super(page, options)
  }

  static async start(browser: Browser, url: string, options: PhoneOptions): Promise<WeappPhone> {
    const context = await newPhone(browser, {
      origin: url,
      localStorage: [stored('textMode', options.textMode ?? options.mode)],
    })
    const phone = new WeappPhone(await context.newPage(), url, options)
    await context.addInitScript(installReader)
    const answers: Answers = {
      pictures: options.pictures.map(dataUrl),
      fontSizeScaleFactor: options.fontSizeScaleFactor,
      privacyNeeded: options.privacyNeeded,
    }
    await phone.page.addInitScript((answers) => {
      window.__wxAnswers = answers
    }, answers)
    return phone
  }

  async open(path = 'pages/home/index'): Promise<void> {
    const { persona } = this.options
    await this.page.goto(`${this.url}/?${new URLSearchParams({ path, ...(persona && { persona }) })}`)
  }

  async back(): Promise<void> {
    await this.page.locator('#back').click()
  }

  async openTab(name: string): Promise<void> {
    await this.page.locator('.tab').filter({ hasText: name }).click()
  }

  currentPath(): Promise<string> {
    return this.page.evaluate(() => window.__weappHost.currentPath())
  }

  async copied(): Promise<string> {
    const call = await this.lastCall('setClipboardData')
    return (call as { data: string }).data
  }

  async dialled(): Promise<string[]> {
    const calls = await this.calls('makePhoneCall')
    return calls.map((args) => (args as { phoneNumber: string }).phoneNumber)
  }

  async pullDown(): Promise<void> {
    await this.page.evaluate(() => window.__weappHost.pullDown())
  }

  async scrollToEnd(): Promise<void> {
    await this.page.locator('wx-page').filter({ visible: true }).hover()
    await this.page.mouse.wheel(0, 100_000)
  }

  async choosePlace(place: Place): Promise<void> {
    await this.page.evaluate((place) => {
      window.__wxAnswers = { ...window.__wxAnswers, place }
    }, place)
    await this.tap('在地图上选')
  }

  async loseNextAnswer(action: string): Promise<void> {
    await this.loseAnswer(`${this.url}/__wx/call`, (body) => body.data.name === action)
  }

  protected override ownProblems(): Promise<string[]> {
    return this.page.evaluate(() => window.__weappErrors ?? [])
  }

  private async calls(name: string): Promise<unknown[]> {
    const all = await this.page.evaluate(() => window.__wxCalls)
    return all.filter((call) => call.name === name).map((call) => call.args)
  }

  private async lastCall(name: string): Promise<unknown> {
    const last = (await this.calls(name)).at(-1)
    if (last === undefined) throw new Error(`wx.${name} was not called`)
    return last
  }
}
