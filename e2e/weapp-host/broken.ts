import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { newPhone } from '../browser'
import { paths } from '../paths'
import { compileWeapp } from './compile'
import { WeappServer } from './serve'

/** Ways to break the WeChat build; each is a fault that a phone would show and that the page must notice too. */
const breakages: Record<string, (dist: string) => void> = {
  'a script that leans on a browser': (dist) =>
    fs.appendFileSync(path.join(dist, 'pages/home/index.js'), ';document.title = ""'),
  'a script in syntax of its own': (dist) => fs.appendFileSync(path.join(dist, 'pages/home/index.js'), ';let let = 1'),
  'a template left open': (dist) => fs.appendFileSync(path.join(dist, 'pages/home/index.wxml'), '<view>{{a.}}'),
  'a missing wxs module': (dist) => fs.rmSync(path.join(dist, 'utils.wxs')),
  'a missing shared script': (dist) => fs.rmSync(path.join(dist, 'common.js')),
  'a page that reaches into another subpackage': (dist) => {
    fs.mkdirSync(path.join(dist, 'hazard'), { recursive: true })
    fs.writeFileSync(path.join(dist, 'hazard/lone.js'), '')
    fs.appendFileSync(path.join(dist, 'pages/home/index.js'), ';require("../../hazard/lone")')
  },
  'a page that is not listed': (dist) => {
    const file = path.join(dist, 'app.json')
    const app = JSON.parse(fs.readFileSync(file, 'utf8'))
    fs.writeFileSync(file, JSON.stringify({ ...app, pages: app.pages.slice(1) }))
  },
}

/** Whether compiling or opening the build says that something is wrong. */
async function isNoticed(browser: Browser, dist: string, out: string): Promise<boolean> {
  try {
    await compileWeapp(dist, out)
  } catch {
    return true
  }
  const server = new WeappServer(out, 'http://127.0.0.1:9', new Set())
  const url = await server.start()
  const context = await newPhone(browser, { origin: url, localStorage: [] })
  try {
    const page = await context.newPage()
    await page.goto(`${url}/?path=pages/home/index`)
    await page.waitForFunction(() => window.__weappErrors?.length > 0 || document.body.textContent?.includes('吹哨'))
    return await page.evaluate(() => window.__weappErrors.length > 0)
  } finally {
    await context.close()
    await server.stop()
  }
}

/** Breaks copies of the WeChat build, one way each. Answers the breakages that nobody would have noticed. */
export async function unnoticedBreakages(browser: Browser): Promise<string[]> {
  const unnoticed: string[] = []
  for (const [name, breakBuild] of Object.entries(breakages)) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'broken-'))
    const dist = path.join(folder, 'dist')
    fs.cpSync(paths.weapp, dist, { recursive: true })
    breakBuild(dist)
    if (!(await isNoticed(browser, dist, path.join(folder, 'page')))) unnoticed.push(name)
    fs.rmSync(folder, { recursive: true })
  }
  return unnoticed
}
