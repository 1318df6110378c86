import { type Finding, type FindingKind, findingKinds } from '../finding'
import type { Tract } from '../topology/tract'

/** What became of the files. */
export type Outcome = 'stopped' | 'checked' | 'loaded'

/** Everything that the report shows. */
export interface Report {
  outcome: Outcome
  /** `2026-12-01` */
  day: string
  system: string
  files: string[]
  /** What was read: `['网格', 12]`. */
  counts: [name: string, count: number][]
  findings: Finding[]
  /** Outlines to draw: those of the files. */
  tracts: Tract[]
}

export interface Numbered extends Finding {
  /** By which the map, the page and the workbook name the same finding. */
  number: number
}
export interface Chapter {
  kind: FindingKind
  title: string
  rows: Numbered[]
}

/** The findings by kind: faults first, then the largest. */
export function chaptersOf(findings: readonly Finding[]): Chapter[] {
  let number = 0
  return Object.entries(findingKinds).flatMap(([kind, title]) => {
    const own = findings.filter((finding) => finding.kind === kind)
    own.sort((a, b) => Number(b.fault) - Number(a.fault) || (b.squareMetres ?? 0) - (a.squareMetres ?? 0))
    const rows = own.map((finding) => {
      number += 1
      return { ...finding, number }
    })
    return rows.length > 0 ? [{ kind: kind as FindingKind, title, rows }] : []
  })
}

export const faultsIn = (findings: readonly Finding[]) => findings.filter(({ fault }) => fault).length

/** `2026年12月1日` */
export const dayInWords = (day: string) => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** What became of the files, in one sentence. */
export function verdictOf({ outcome, findings, day }: Pick<Report, 'outcome' | 'findings' | 'day'>): string {
  const faults = faultsIn(findings)
  const remarks = findings.length - faults
  const also = remarks > 0 ? `，另有 ${remarks} 条提醒` : ''
  if (outcome === 'stopped') return `有 ${faults} 处错误，没有导入，原有资料没有变动${also}。请改正后再导入。`
  if (outcome === 'checked') return `没有错误，可以导入${also}。这次只是检查，资料没有变动。`
  return `已经导入，${dayInWords(day)}起用${also}。`
}

/** `1,234.5`; under ten square metres with one more digit. */
export const areaInWords = (squareMetres: number) => {
  const rounded = squareMetres < 10 ? Math.round(squareMetres * 100) / 100 : Math.round(squareMetres)
  const [whole, part] = String(rounded).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? `.${part}` : '')
}
