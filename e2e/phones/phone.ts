import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { audit, type Finding } from '../audit'
import { paths } from '../paths'
import { findTappable, isAtRest, isOffScreen, matchOnScreen, visibleText, type Wanted } from './find'

export type Build = 'h5' | 'weapp'
/** Text sizes that every journey is played in. */
export type Mode = 'standard' | 'elder'
export type TextMode = Mode | 'auto'

/** What the owner of a phone points at on a map. Degrees, GCJ-02. */
export interface Place {
  name: string
  address: string
  latitude: number
  longitude: number
}

export interface PhoneOptions {
  /** Id of the demo person who holds the phone; nobody is signed in without it. */
  persona?: string
  mode: Mode
  /** What the product remembers to have been told, when it is not `mode`. */
  textMode?: TextMode
  /** WeChat's own font setting; 1 is normal. */
  fontSizeScaleFactor?: number
  /** The owner has not agreed to WeChat's privacy guide yet. */
  privacyNeeded?: boolean
  /** JPEGs in the album, in the order in which they will be picked. */
  pictures: Buffer[]
  onAudit(findings: Finding[]): void
}

/** How often an element may be drawn anew between finding and tapping it. */
const attempts = 5

const asPattern = (text: string | RegExp) =>
  text instanceof RegExp ? text : new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))

/** One person's phone with the product open on it. Everything is found by what a person sees or hears. */
export abstract class Phone {
  abstract readonly build: Build
  /** What went wrong in the page since it opened. */
  protected readonly problems: string[] = []
  /** Names of the pages that were photographed already. */
  private readonly seen = new Set<string>()

  private readonly mode: Mode
  private readonly onAudit: (findings: Finding[]) => void

  constructor(
    protected readonly page: Page,
    { mode, onAudit }: PhoneOptions,
  ) {
    this.mode = mode
    this.onAudit = onAudit
    page.on('pageerror', (error) => this.problems.push(error.stack ?? error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !this.isRefusal(message.location().url, message.text()))
        this.problems.push(message.text())
    })
  }

  /** Starts the product anew at a page: `hazard/pages/item/index?id=1`. */
  abstract open(path?: string): Promise<void>
  /** The way back that the build offers. */
  abstract back(): Promise<void>
  abstract openTab(name: string): Promise<void>
  /** Path of the page in front, without its query. */
  abstract currentPath(): Promise<string>
  /** What was copied last. */
  abstract copied(): Promise<string>
  /** Numbers that the product asked the phone to dial. */
  abstract dialled(): Promise<string[]>
  /** Pulls the page down and lets go: a gesture of WeChat. */
  abstract pullDown(): Promise<void>
  /** Scrolls the page in front to its end. */
  abstract scrollToEnd(): Promise<void>

  /** Taps what is called by the first of the names that is there, or begins with it. Answers that name. */
  async tap(...names: string[]): Promise<string> {
    return this.tapFound({ names, anywhere: false })
  }

  /** Taps the row of a list that has the text in it, on whatever page of the list it stands. */
  async tapRow(text: string): Promise<void> {
    while ((await this.tapFound({ names: [text, '看更多'], anywhere: true })) !== text);
  }

  /** Types into the field called `label`, in place of what is in it. */
  async fill(label: string, value: string): Promise<void> {
    const field = this.page.getByLabel(label).and(this.page.locator('input, textarea')).filter({ visible: true })
    await field
      .first()
      .fill(value)
      .catch(() => this.fail(`there is no field called «${label}»`))
  }

  /** Waits until the page shows the text; answers the first group of a pattern, or all it matched. */
  async see(text: string | RegExp): Promise<string> {
    const { source, flags } = asPattern(text)
    const found = await this.page
      .waitForFunction(matchOnScreen, { source, flags })
      .catch(() => this.fail(`the page does not show ${text}`))
    const match = (await found.jsonValue()) as string[]
    return match[1] ?? match[0]
  }

  /** Waits until the page no longer shows the text. */
  async seeNoMore(text: string | RegExp): Promise<void> {
    const { source, flags } = asPattern(text)
    await this.page
      .waitForFunction(isOffScreen, { source, flags })
      .catch(() => this.fail(`the page still shows ${text}`))
  }

  /** All a person can read now. */
  text(): Promise<string> {
    return this.page.evaluate(visibleText)
  }

  /** Size of the text, in CSS pixels. */
  sizeOf(text: string): Promise<number> {
    const element = this.page.getByText(text).filter({ visible: true }).first()
    return element.evaluate((found) => Number.parseFloat(getComputedStyle(found).fontSize))
  }

  async setOffline(offline: boolean): Promise<void> {
    await this.page.context().setOffline(offline)
  }

  /** From the form's step 在哪里: points at a place on the map. */
  abstract choosePlace(place: Place): Promise<void>

  /** Lets the next call of the action reach the city and loses the answer on the way back. */
  abstract loseNextAnswer(action: string): Promise<void>

  /** Measures the page and takes its picture, the first time it is in front. */
  async look(name?: string): Promise<void> {
    const title = name ?? (await this.currentPath()).replace(/\/index$/, '').replaceAll('/', '-')
    if (this.seen.has(title)) return
    this.seen.add(title)
    await this.page.waitForFunction(isAtRest).catch(() => this.fail('the page does not come to rest'))
    this.onAudit(await this.page.evaluate(audit, { mode: this.mode, page: `${this.build} ${this.mode} ${title}` }))
    const file = path.join(paths.shots, this.build, this.mode, `${title}.png`)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    await this.page.screenshot({ path: file })
  }

  /** Ends the use of the phone. Throws when something went wrong in it that nobody saw. */
  async close(): Promise<void> {
    const problems = [...this.problems, ...(await this.ownProblems())]
    await this.page.context().close()
    if (problems.length > 0) throw new Error(`errors in the page:\n${problems.join('\n')}`)
  }

  /** A picture of what is in front now, for whoever looks into a failure. */
  async shoot(file: string): Promise<void> {
    await this.page.screenshot({ path: file }).catch(() => undefined)
  }

  /** Lets the first matching request through and drops its answer, as a phone does that leaves the lift. */
  protected async loseAnswer(address: string, isMeant: (body: { name: string; data: { name: string } }) => boolean) {
    await this.page.route(address, async (route) => {
      if (!isMeant(route.request().postDataJSON())) return route.fallback()
      await route.fetch()
      await route.abort()
      await this.page.unroute(address)
    })
  }

  private async tapFound(wanted: Wanted): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      const found = await this.page
        .waitForFunction(findTappable, wanted)
        .catch(async () => this.fail(`there is nothing to tap called «${wanted.names.join(' / ')}»`))
      try {
        const element = (await found.getProperty('element')).asElement()
        await element?.click({ timeout: 2000 })
        return (await (await found.getProperty('name')).jsonValue()) as string
      } catch (error) {
        if (attempt === attempts) throw error
      }
    }
  }

  protected async ownProblems(): Promise<string[]> {
    return []
  }

  /** The browser calls an answer like 401 or 409 an error, and so does it a call without a network. Both are expected. */
  private isRefusal(url: string, text: string): boolean {
    return (
      /Failed to load resource/.test(text) && /\/(call|files|local\/|__wx\/)/.test(new URL(url, 'http://x').pathname)
    )
  }

  private async fail(reason: string): Promise<never> {
    throw new Error(`${reason}. It shows:\n${await this.text()}`)
  }
}
