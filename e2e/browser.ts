import fs from 'node:fs'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Quiet: nothing but what the journeys ask for leaves the machine. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function findChromium(): string {
  const found = [process.env.CHROMIUM, ...usualPlaces].find((place) => place && fs.existsSync(place))
  if (!found) throw new Error('No Chromium found. Install it, or name its program in CHROMIUM.')
  return found
}

/** Starts Chromium with a new empty profile, which goes when the browser is closed. */
export const launch = (): Promise<Browser> => chromium.launch({ executablePath: findChromium(), args: flags })

/** The phone of look.md: 375 by 812 CSS pixels. */
export const screen = { width: 375, height: 812 }

export interface Stored {
  origin: string
  /** What the phone remembers from before, as the build stores it. */
  localStorage: { name: string; value: string }[]
}

/** A phone of its own: storage, clipboard and network are not shared with any other. */
export async function newPhone(browser: Browser, stored: Stored): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: screen,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    permissions: ['clipboard-read', 'clipboard-write'],
    storageState: { cookies: [], origins: [stored] },
  })
  context.setDefaultTimeout(15_000)
  return context
}

/** A photograph of sorts: a real JPEG, painted by Chromium. */
export async function paintPicture(browser: Browser, words: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 640, height: 480 } })
  await page.setContent(
    `<body style="margin:0;background:linear-gradient(#8aa,#456);font:64px sans-serif;color:#fff;padding:160px 40px">${words}`,
  )
  const picture = await page.screenshot({ type: 'jpeg', quality: 80 })
  await page.close()
  return picture
}
