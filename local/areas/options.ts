import { parseArgs } from 'node:util'
import type { CoordinateSystem } from '../../cloudfunctions/contract/fields'
import { isMap } from './files/outlines'
import { type Encoding, encodings, isTable } from './files/table'

/** Systems of coordinates that a city's files come in, and how each is named in the report. */
export const systems = {
  gcj02: 'GCJ-02（微信、高德、腾讯地图）',
  wgs84: 'WGS-84（GPS）',
  cgcs2000: 'CGCS2000（国家大地坐标系，经纬度）',
} as const
export type System = keyof typeof systems

/** CGCS2000 and WGS-84 are the same to within a metre, which is less than any boundary is drawn to. */
export const datumOf: Record<System, CoordinateSystem> = { gcj02: 'gcj02', wgs84: 'wgs84', cgcs2000: 'wgs84' }

export interface Options {
  files: string[]
  system: System
  /** `2026-12-01`: the day in China from which the boundaries are in force. */
  day: string
  dryRun: boolean
  /** The local host's folder. */
  dataDir: string
  reportDir: string
  /** Where to write the same documents for the cloud's import. */
  cloudDir?: string
  encoding: Encoding
}

/** What the command line asks for. */
export type Wanted = { sample: string } | Options

/** Something is missing on the command line; the sentence says what. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const usage = `用法：
  npm run areas:import -- <文件…> --system gcj02|wgs84|cgcs2000 --starts 2026-12-01 [--dry-run]
  npm run areas:import -- --sample <文件夹>      写出样表和填表说明

  文件        .xlsx、.csv（网格、楼栋、户室的表）和 .geojson（网格、社区的边界）
  --system    坐标系，必须写明：gcj02（微信、高德、腾讯地图）、wgs84（GPS）、cgcs2000（国家大地坐标系）
  --starts    从哪一天起用，北京时间零点
  --dry-run   只检查，不改动资料
  --encoding  CSV 文件的编码：utf-8（默认）或 gb18030
  --data      资料所在的文件夹（默认 .data）
  --report    检查报告写到哪里（默认 dist/areas）
  --cloud     同时写出云开发控制台可以导入的文件`

/** Reads the command line. @throws UsageError */
export function readOptions(args: readonly string[]): Wanted {
  const { values, positionals: files } = parsed(args)
  if (values.sample) return { sample: values.sample }
  if (files.length === 0) throw new UsageError('没有写要导入的文件')
  const strange = files.filter((file) => !isTable(file) && !isMap(file))
  if (strange.length > 0) throw new UsageError(`不认识的文件：${strange.join('、')}。要 .xlsx、.csv 或 .geojson`)
  const { system, starts, encoding = 'utf-8' } = values
  if (!isOneOf(Object.keys(systems) as System[], system))
    throw new UsageError('请用 --system 写明坐标系：gcj02、wgs84 或 cgcs2000。坐标系不同，位置会差五百米，不能猜')
  if (!starts || !isDay(starts)) throw new UsageError('请用 --starts 写明从哪一天起用，如 --starts 2026-12-01')
  if (!isOneOf(encodings, encoding)) throw new UsageError('--encoding 只能是 utf-8 或 gb18030')
  return {
    files,
    system,
    day: starts,
    dryRun: values['dry-run'] ?? false,
    dataDir: values.data ?? '.data',
    reportDir: values.report ?? 'dist/areas',
    cloudDir: values.cloud,
    encoding,
  }
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        system: text,
        starts: text,
        encoding: text,
        data: text,
        report: text,
        cloud: text,
        sample: text,
        'dry-run': { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

export const isOneOf = <T extends string>(choices: readonly T[], value: string | undefined): value is T =>
  (choices as readonly (string | undefined)[]).includes(value)

export const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && isThere(`${text}T00:00:00.000Z`, text)
/** Whether there is such a day: `Date` takes the 31st of a short month for the 1st of the next. */
const isThere = (instant: string, day: string) => {
  const time = Date.parse(instant)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}
