import { existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { writeWhole } from '../disk'
import { foundCity, storeFile } from '../founding'
import { lockFolder } from '../lock'
import { openStore, viewStore } from '../store'
import { foundationDocs, viewOf } from './city/foundation'
import { readPresent } from './city/present'
import { writeForCloud } from './cloud'
import { readDirectory } from './files/directory'
import { isMap, readOutlines } from './files/outlines'
import { isTable, readTables, UnreadableFile } from './files/table'
import { type Finding, findings } from './finding'
import { datumOf, type Options, systems } from './options'
import { addDocuments, type Changes, collect } from './plan/documents'
import { checkLeftOver } from './plan/leftover'
import { makePlan } from './plan/plan'
import { checkStandard } from './plan/standard'
import { makeTarget } from './plan/target'
import { checkTopology } from './plan/topology'
import { writeWorkbookReport } from './report/excel'
import { htmlReport } from './report/html'
import { faultsIn, type Outcome, type Report } from './report/report'

export interface Imported {
  outcome: Outcome
  findings: Finding[]
  /** The page and the workbook of the report. */
  reports: string[]
}

/**
 * Reads the files, proves that they fit together, writes the report, and loads them when nothing is wrong: all of it, or
 * nothing. A dry run only reads.
 * @param say hears in Chinese what is being done
 * @throws CityInUse while a host has the folder
 */
export async function importAreas(options: Options, now: string, say: (text: string) => void): Promise<Imported> {
  const { dataDir, dryRun } = options
  if (dryRun) return work(options, now, say)
  mkdirSync(dataDir, { recursive: true })
  // Who types a command should hear at once that a host is running.
  const unlock = lockFolder(dataDir, () => say('这个文件夹正由运行中的服务使用，请先停止它。'), 0)
  try {
    return await work(options, now, say)
  } finally {
    unlock()
  }
}

async function work(options: Options, now: string, say: (text: string) => void): Promise<Imported> {
  const { dataDir, dryRun, day, cloudDir } = options
  const isNew = !existsSync(storeFile(dataDir))
  const { present, founded } = readCity(dataDir, isNew)

  say('正在读取文件 …')
  const { entries, drawn, found: reading } = await readFiles(options)
  const startsAt = plusHours(`${day}T00:00:00.000Z`, -8)
  const { plan, found: planning } = makePlan(entries, drawn, present)
  const { target, found: targeting } = makeTarget(plan, present, startsAt)
  say('正在核对边界 …')
  const found = [
    ...reading,
    ...orderOf(present.generation?.startsAt, startsAt),
    ...planning,
    ...targeting,
    ...checkLeftOver(plan, target, present, startsAt),
    ...checkTopology(plan, target, present),
    ...checkStandard(plan, target, present),
  ]

  const stopped = faultsIn(found) > 0
  if (!stopped && !dryRun) {
    const changes = collect()
    for (const [collection, docs] of Object.entries(founded))
      for (const doc of docs) changes.put(collection as keyof typeof founded, { ...doc, version: 0 } as never)
    addDocuments(changes, { plan, target, present, start: { startsAt, day, now } })
    say(`正在写入 ${countOf(changes)} 条资料 …`)
    await load(dataDir, isNew, changes)
    if (cloudDir) writeForCloud(cloudDir, changes)
  }
  const doors = [...plan.buildings.values()].reduce((total, building) => total + building.doors.length, 0)
  const report: Report = {
    outcome: stopped ? 'stopped' : dryRun ? 'checked' : 'loaded',
    day,
    system: systems[options.system],
    files: options.files.map((path) => basename(path)),
    counts: [
      ['社区', new Set([...plan.grids.values()].map(({ community }) => community.id)).size],
      ['网格', plan.grids.size],
      ['网格边界', target.fromFiles],
      ['楼院', plan.courtyards.size],
      ['楼栋', plan.buildings.size],
      ['户室', doors],
    ],
    findings: found,
    tracts: target.tracts.slice(0, target.fromFiles),
  }
  return { outcome: report.outcome, findings: found, reports: await writeReports(options.reportDir, report) }
}

/** The city as it is stored. One that has no areas yet begins with its divisions, which the files build on. */
function readCity(dataDir: string, isNew: boolean) {
  if (!isNew) {
    const view = viewStore(storeFile(dataDir))
    const present = readPresent(view)
    view.close()
    if (present.areas.size > 0) return { present, founded: {} }
  }
  const founded = foundationDocs()
  return { present: readPresent(viewOf(founded)), founded }
}

async function readFiles({ files, system, encoding }: Options) {
  const notes = findings()
  const datum = datumOf[system]
  const tables = []
  const drawn = []
  for (const path of files) {
    try {
      if (isTable(path)) tables.push(...(await readTables(path, encoding)))
      if (!isMap(path)) continue
      const outlines = readOutlines(path, datum)
      drawn.push(...outlines.drawn)
      notes.found.push(...outlines.found)
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
      if (!isMissing && !(error instanceof UnreadableFile)) throw error
      const text = isMissing ? `找不到文件 ${path}` : (error as Error).message
      notes.fault(isMap(path) ? 'outline' : 'table', text, { where: { file: basename(path) } })
    }
  }
  const { entries, found } = readDirectory(tables, datum)
  return { entries, drawn, found: [...notes.found, ...found] }
}

/** Boundaries follow one another; what has begun is not changed behind the back of what was routed by it. */
function orderOf(last: string | undefined, startsAt: string): Finding[] {
  if (last === undefined || startsAt >= last) return []
  const notes = findings()
  const day = plusHours(last, 8).slice(0, 10)
  notes.fault('change', `已有 ${day} 起用的网格边界，新边界的起用日期不能更早`)
  return notes.found
}

const countOf = (changes: Changes) =>
  changes.collections().reduce((total, [, written, removed]) => total + written.length + removed.length, 0)

async function load(dataDir: string, isNew: boolean, changes: Changes): Promise<void> {
  if (isNew) return foundCity(dataDir, (store) => store.rewrite(changes.rewrite()))
  const store = openStore(storeFile(dataDir))
  try {
    await store.rewrite(changes.rewrite())
  } finally {
    await store.close()
  }
}

async function writeReports(folder: string, report: Report): Promise<string[]> {
  mkdirSync(folder, { recursive: true })
  const [page, workbook] = [join(folder, '检查报告.html'), join(folder, '检查报告.xlsx')]
  await writeWorkbookReport(workbook, report)
  writeWhole(page, htmlReport(report, basename(workbook)))
  return [page, workbook]
}
