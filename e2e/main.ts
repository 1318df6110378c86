import fs from 'node:fs'
import path from 'node:path'
import type { Finding } from './audit'
import { launch, paintPicture } from './browser'
import { compile, startCity } from './house'
import { type Journey, journeys } from './journeys'
import { paths } from './paths'
import type { Build, Mode } from './phones/phone'
import { unnoticedBreakages } from './weapp-host/broken'
import { World } from './world'

/** Each journey runs on both builds; on each, once in the usual text size and once in elder mode. */
const stages: { build: Build; mode: Mode }[] = [
  { build: 'h5', mode: 'standard' },
  { build: 'weapp', mode: 'standard' },
  { build: 'h5', mode: 'elder' },
  { build: 'weapp', mode: 'elder' },
]

interface Outcome {
  title: string
  /** Why it failed. */
  reason?: string
}

async function attempt(journey: Journey, world: World, title: string): Promise<Outcome> {
  try {
    await journey.run(world)
    await world.close()
    return { title }
  } catch (error) {
    const shot = path.join(paths.shots, 'failed', title.replaceAll(' ', '-'))
    fs.mkdirSync(path.dirname(shot), { recursive: true })
    await world.shoot(shot)
    await world.close().catch(() => undefined)
    return { title, reason: (error as Error).stack }
  }
}

/** One outcome for all pages: what audit.ts found, one line for each kind of element that breaks a rule. */
function judge(findings: Finding[]): Outcome {
  const kinds = new Map<string, Finding[]>()
  for (const finding of findings) {
    const kind = `${finding.rule}: ${finding.element}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), finding])
  }
  const lines = [...kinds].map(([kind, [first, ...more]]) => {
    const others = more.length > 0 ? `, and ${more.length} more` : ''
    return `${kind} «${first.shows}» ${first.measured} on ${first.page}${others}`
  })
  return { title: 'every page is large, contrasting and named', reason: lines.sort().join('\n') || undefined }
}

function print({ title, reason }: Outcome) {
  console.log(`${reason === undefined ? 'passed' : 'FAILED'} ${title}`)
  if (reason !== undefined) console.log(reason.replace(/^/gm, '  '))
}

/** What of `all` the words name; everything when they name nothing of it. */
function choose<T>(all: T[], words: string[], namesOf: (one: T) => string[]): T[] {
  const named = all.filter((one) => namesOf(one).some((name) => words.includes(name)))
  return named.length > 0 ? named : all
}

/**
 * Runs the journeys, or those that the words name: a journey, a build, a text size. Answers whether all passed; writes
 * dist/e2e.json and dist/shots.
 */
export async function main(words: string[]): Promise<boolean> {
  const known = [...journeys.map(({ name }) => name), ...stages.flatMap(({ build, mode }) => [build, mode])]
  const unknown = words.filter((word) => !known.includes(word))
  if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: there are ${[...new Set(known)].join(', ')}`)
  const chosen = choose(journeys, words, ({ name }) => [name])
  const builds = choose(stages, words, ({ build }) => [build])
  const played = choose(builds, words, ({ mode }) => [mode])
  fs.rmSync(paths.shots, { recursive: true, force: true })

  await compile()
  const city = await startCity()
  const browser = await launch()
  const picture = await paintPicture(browser, '楼道')
  const findings: Finding[] = []
  const outcomes: Outcome[] = []
  const note = (outcome: Outcome) => {
    outcomes.push(outcome)
    print(outcome)
  }
  try {
    for (const { build, mode } of played) {
      for (const journey of chosen.filter(({ only }) => only === undefined || only === build)) {
        const own = journey.alone && (await startCity())
        const world = new World(build, mode, browser, (own || city).addresses, picture, findings)
        note(await attempt(journey, world, `${build} ${mode} ${journey.name}`))
        if (own) await own.stop()
      }
    }
    note(judge(findings))
    if (words.length === 0) {
      const unnoticed = await unnoticedBreakages(browser)
      note({ title: 'a broken WeChat build is noticed', reason: unnoticed.join('\n') || undefined })
    }
  } finally {
    await browser.close()
    await city.stop()
  }
  const failed = outcomes.filter(({ reason }) => reason !== undefined).length
  fs.writeFileSync(paths.result, JSON.stringify({ passed: outcomes.length - failed, failed }))
  console.log(`${outcomes.length - failed} passed, ${failed} failed`)
  return failed === 0
}
