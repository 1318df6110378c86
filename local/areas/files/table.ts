import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { parse } from 'csv-parse/sync'
import readWorkbook from 'read-excel-file/node'
import { fillMerged } from './merged'

/** One sheet, as text. */
export interface Table {
  file: string
  /** Absent for a CSV file. */
  sheet?: string
  rows: Row[]
}
export interface Row {
  /** As the program that opens the file numbers it. */
  line: number
  cells: string[]
}

/** What a CSV file may be written in; the second is what Excel for Windows writes in China. */
export const encodings = ['utf-8', 'gb18030'] as const
export type Encoding = (typeof encodings)[number]

/** A file that cannot be read at all, with the sentence that says so. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

export const isTable = (path: string) => ['.xlsx', '.csv'].includes(extname(path).toLowerCase())

/** The sheets of an Excel file, or the one of a CSV file. @throws UnreadableFile */
export async function readTables(path: string, encoding: Encoding): Promise<Table[]> {
  const bytes = readFileSync(path)
  return extname(path).toLowerCase() === '.csv' ? [readCsv(path, bytes, encoding)] : readExcel(path, bytes)
}

function readCsv(path: string, bytes: Buffer, encoding: Encoding): Table {
  const file = basename(path)
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    const other =
      encoding === 'utf-8' ? '如果是 Excel 另存的 CSV，请加上 --encoding gb18030' : '请去掉 --encoding gb18030'
    throw new UnreadableFile(`${file} 不是 ${encoding.toUpperCase()} 编码。${other}`)
  }
  try {
    // With `info` the parser answers more than its types say.
    const records = parse(text, { info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as Parsed[]
    // `lines` is where a record ends; line breaks inside quotes push its beginning up.
    const rows = records.map(({ record, info }) => ({ line: info.lines - breaksIn(record), cells: record.map(clean) }))
    return { file, rows }
  } catch (error) {
    throw new UnreadableFile(`${file} 不是正确的 CSV 文件：${(error as Error).message}`)
  }
}

interface Parsed {
  record: string[]
  info: { lines: number }
}

const breaksIn = (record: readonly string[]) => record.join('').split('\n').length - 1

async function readExcel(path: string, bytes: Buffer): Promise<Table[]> {
  const file = basename(path)
  try {
    const sheets = await readWorkbook(bytes)
    const filled = fillMerged(bytes, sheets)
    return filled.map(({ sheet, data }) => ({
      file,
      sheet,
      rows: data.map((cells, i) => ({ line: i + 1, cells: cells.map(toText) })),
    }))
  } catch {
    throw new UnreadableFile(`${file} 打不开：请用 Excel 或 WPS 另存为 .xlsx 格式（不是 .xls），不要加密`)
  }
}

/** A cell as text. Numbers are written without a decimal point where they have none, so that codes and phones stay whole. */
const toText = (cell: unknown): string => (cell === null || cell === undefined ? '' : clean(String(cell)))

/** Without the spaces round it, the full-width one and the invisible ones among them. */
const clean = (text: string) => text.replace(/^[\s\u3000\u200b\ufeff]+|[\s\u3000\u200b\ufeff]+$/g, '')
