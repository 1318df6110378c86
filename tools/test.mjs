// npm test: everything that decides whether the project works. Stops at nothing; the last line counts.
// npm test -- <step> [args…] runs one step: lint, types, layers, unit, h5, weapp, functions, package, journeys.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { ensureInstalled, npm } from './install.mjs'

const unitReport = 'dist/unit.json'
const journeyReport = 'dist/e2e.json'

const chromiums = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const chromium = chromiums.find((path) => path && fs.existsSync(path))
const noChromium = [
  'Chromium is missing, and part of the tests runs in it. On Debian or Ubuntu: apt-get install chromium fonts-noto-cjk.',
  'Installed elsewhere? Set CHROMIUM to the path of the program.',
].join('\n')

/**
 * Two lanes for two cores. A step counts as one test unless it counts its own; `needs` names steps that must have
 * passed, because it works on what they made.
 */
const lanes = [
  [
    { name: 'lint', title: 'style', script: 'lint' },
    { name: 'types', title: 'types', script: 'typecheck' },
    { name: 'layers', title: 'who imports whom', script: 'check:layers' },
    {
      name: 'unit',
      title: 'unit tests',
      command: ['node_modules/jest/bin/jest.js', '--maxWorkers=1', '--json', `--outputFile=${unitReport}`],
      report: unitReport,
      count: countUnits,
    },
  ],
  [
    { name: 'h5', title: 'build for the browser', script: 'build:h5' },
    { name: 'weapp', title: 'build for WeChat', script: 'build:weapp' },
    { name: 'functions', title: 'build of the cloud functions', script: 'build:functions' },
    { name: 'package', title: "WeChat's compilers and size limits", script: 'check:weapp', needs: ['weapp'] },
    {
      name: 'journeys',
      title: 'journeys in Chromium',
      command: ['e2e/run.mjs'],
      report: journeyReport,
      count: countJourneys,
      needs: ['h5', 'weapp', 'functions'],
      needsChromium: true,
    },
  ],
]

/** Jest's own report: each test, and each file that did not even load. */
function countUnits(report) {
  const broken = report.testResults.filter((file) => file.status === 'failed')
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    details: broken.map((file) => file.message).join('\n'),
  }
}

function countJourneys({ passed, failed }) {
  return { passed, failed }
}

/** Runs a program to its end and answers its exit code and everything it printed. */
function run(command, args) {
  return new Promise((resolve) => {
    const env = { ...process.env, ...(chromium && { CHROMIUM: chromium }), FORCE_COLOR: '0' }
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.on('error', (error) => resolve({ status: 1, output: String(error) }))
    child.on('close', (status) => resolve({ status: status ?? 1, output: Buffer.concat(output).toString() }))
  })
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

async function runStep(step, args, done) {
  const missing = (step.needs ?? []).filter((name) => done.get(name) === false)
  if (missing.length > 0) return { passed: 0, failed: 1, details: `not run, because ${missing.join(', ')} failed` }
  if (step.needsChromium && !chromium) return { passed: 0, failed: 1, details: noChromium }
  if (step.report) fs.rmSync(step.report, { force: true })
  const { status, output } = step.script
    ? await run(npm.command, [...npm.args, 'run', '--silent', step.script, '--', ...args])
    : await run(process.execPath, [...step.command, ...args])
  const report = step.report && readReport(step.report)
  if (!report)
    return {
      passed: status === 0 && !step.report ? 1 : 0,
      failed: status === 0 && !step.report ? 0 : 1,
      details: output,
    }
  const counted = step.count(report)
  // A runner that fails without a failed test has found something else wrong
  const failed = status === 0 ? counted.failed : Math.max(1, counted.failed)
  return { passed: counted.passed, failed, details: counted.details || output }
}

async function runLane(steps, args, done, total) {
  for (const step of steps) {
    const started = Date.now()
    const { passed, failed, details } = await runStep(step, args, done)
    done.set(step.name, failed === 0)
    total.passed += passed
    total.failed += failed
    const seconds = Math.round((Date.now() - started) / 1000)
    const verdict = failed === 0 ? 'ok  ' : 'FAIL'
    console.log(`${verdict} ${step.name.padEnd(9)} ${step.title}: ${passed} passed, ${failed} failed, ${seconds} s`)
    if (failed > 0) console.log(`${details.trim()}\n`)
  }
}

const [only, ...args] = process.argv.slice(2)
const chosen = only ? lanes.map((lane) => lane.filter((step) => step.name === only)) : lanes
if (chosen.flat().length === 0) {
  console.error(
    `There is no step ${only}; there are: ${lanes
      .flat()
      .map((step) => step.name)
      .join(', ')}`,
  )
  process.exit(1)
}
ensureInstalled()
fs.mkdirSync('dist', { recursive: true })
const total = { passed: 0, failed: 0 }
const done = new Map()
await Promise.all(chosen.map((lane) => runLane(lane, args, done, total)))
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
