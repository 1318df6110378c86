import type { Place } from '../../cloudfunctions/kernel/collections'

/** What the proof may find, in the order the report shows it, and what a clerk reads above each. */
export const findingKinds = {
  table: '表格填写',
  outline: '边界图形',
  overlap: '网格重叠',
  gap: '网格之间的空隙',
  outside: '超出本社区的网格',
  courtyard: '楼院',
  building: '楼栋',
  household: '户室',
  standard: '网格规模与配置',
  worker: '网格员',
  change: '与现有数据的差别',
} as const
export type FindingKind = keyof typeof findingKinds

/** Where in the files: a sheet's line as the program that opens it numbers it, or a feature of a map file from 1. */
export interface Where {
  file: string
  sheet?: string
  line?: number
}

export interface Finding {
  kind: FindingKind
  /** A fault stops the load; a remark does not. */
  fault: boolean
  /** One Chinese sentence for whoever filled the files in. */
  text: string
  where?: Where
  at?: Place
  squareMetres?: number
  /** Names of the areas concerned. */
  areas?: string[]
  /** Outlines of what was found, for the drawing; in 1e-7 degree, GCJ-02. */
  rings?: number[][]
}

/** Collects findings of one part of the work. */
export function findings() {
  const found: Finding[] = []
  const add =
    (fault: boolean) =>
    (kind: FindingKind, text: string, more: Omit<Finding, 'kind' | 'fault' | 'text'> = {}): void => {
      found.push({ kind, fault, text, ...more })
    }
  return { found, fault: add(true), remark: add(false) }
}
export type Findings = ReturnType<typeof findings>

/** `楼院表.xlsx「楼栋」第 12 行`, `边界.geojson 第 3 个图形` */
export function placeIn({ file, sheet, line }: Where): string {
  const name = sheet ? `${file}「${sheet}」` : `${file} `
  if (line === undefined) return name.trim()
  return `${name}第 ${line} ${/json$/i.test(file) ? '个图形' : '行'}`
}
