import { normaliseUnit } from '../../../cloudfunctions/account/rules'
import type { CoordinateSystem } from '../../../cloudfunctions/contract/fields'
import type { Place } from '../../../cloudfunctions/kernel/collections'
import { toGcj } from '../../../cloudfunctions/kernel/geometry/gcj'
import { type Findings, findings, type Where } from '../finding'
import { type Column, columnOf, headingOf } from './columns'
import type { Row, Table } from './table'

/** One line of a directory. Which grid, building and doors it speaks of depends on the cells that are filled in. */
export interface Entry extends CommunityName {
  where: Where
  grid?: string
  gridCode?: string
  /** Of the building; empty where the line has the column and leaves it empty: the building is in no courtyard. */
  courtyard?: string
  courtyardCode?: string
  /** Courtyard and building as residents say it: `和合大院1号楼`. */
  building?: string
  buildingCode?: string
  households?: number
  /** `1-301`, each once. */
  doors: string[]
  at?: Place
  worker?: Contact
  informants: string[]
}

/** A community as the files name it. */
export interface CommunityName {
  district?: string
  street?: string
  community?: string
  communityCode?: string
}

export interface Contact {
  name: string
  phone?: string
}

/** Rows in which the line of headings is looked for: above it there may be a title and a note. */
const headingRows = 10
/** A line with so many known headings is the line of headings. */
const fewestHeadings = 3

/** Reads what a directory says, line by line. Lines that cannot be understood are named and left out. */
export function readDirectory(
  tables: readonly Table[],
  system: CoordinateSystem,
): { entries: Entry[]; found: Findings['found'] } {
  const notes = findings()
  const entries = tables.flatMap((table) => readTable(table, system, notes))
  if (tables.length > 0 && entries.length === 0 && notes.found.every(({ fault }) => !fault))
    notes.fault('table', '表格里没有读到任何一行资料，请对照样表的表头')
  return { entries, found: notes.found }
}

function readTable({ file, sheet, rows }: Table, system: CoordinateSystem, notes: Findings): Entry[] {
  const top = rows.slice(0, headingRows).findIndex((row) => headingsIn(row).size >= fewestHeadings)
  if (top < 0) {
    if (rows.some(isFilled)) notes.remark('table', '没有找到表头，这张表没有读', { where: { file, sheet } })
    return []
  }
  const headings = headingsIn(rows[top])
  const where = { file, sheet, line: rows[top].line }
  const unknown = rows[top].cells.filter((heading) => heading && !columnOf(heading))
  if (unknown.length > 0) notes.remark('table', `用不到的列：${unknown.join('、')}`, { where })
  const twice = rows[top].cells.filter((heading, i) => {
    const column = columnOf(heading)
    return column && headings.get(column) !== i
  })
  if (twice.length > 0) notes.fault('table', `表头重复：${twice.join('、')}`, { where })
  if (!headings.has('community') && !headings.has('communityCode'))
    notes.fault('table', `缺少「${headingOf('community')}」一列`, { where })
  return rows
    .slice(top + 1)
    .filter(isFilled)
    .flatMap((row) => readEntry({ file, sheet, line: row.line }, { row, headings }, system, notes))
}

const isFilled = ({ cells }: Row) => cells.some((cell) => cell !== '')

/** Where each known heading stands in a row, its first time. */
function headingsIn({ cells }: Row): Map<Column, number> {
  const found = new Map<Column, number>()
  for (const [i, cell] of cells.entries()) {
    const column = columnOf(cell)
    if (column && !found.has(column)) found.set(column, i)
  }
  return found
}

/** A row, and where its table has which column. */
interface Line {
  row: Row
  headings: ReadonlyMap<Column, number>
}
type Cells = (column: Column) => string | undefined

const cellReader =
  ({ row: { cells }, headings }: Line): Cells =>
  (column) => {
    const place = headings.get(column)
    return place === undefined ? undefined : cells[place] || undefined
  }

function readEntry(where: Where, line: Line, system: CoordinateSystem, notes: Findings): Entry[] {
  const cell = cellReader(line)
  const hasCourtyard = line.headings.has('courtyard')
  const faults: string[] = []
  const households = wholeNumber(cell, 'households', faults)
  const at = placeOf(cell, system, faults)
  const worker = contactOf(cell, faults)
  const informants = listed(cell('informants'))
  for (const column of ['communityCode', 'gridCode', 'courtyardCode', 'buildingCode'] as const) {
    const code = cell(column)
    if (code && !/^[\w:.-]{1,64}$/.test(code))
      faults.push(`「${headingOf(column)}」只能用字母、数字和 - _ . :，不要有空格`)
  }
  if (cell('doors') && !cell('building')) {
    notes.fault('household', `户室 ${cell('doors')} 没有写楼栋`, { where })
    return []
  }
  if (cell('courtyard') && !cell('building') && (cell('households') || cell('buildingCode')))
    faults.push('写了楼院，没有写楼栋')
  if (cell('courtyardCode') && !cell('courtyard')) faults.push('写了「楼院编码」，没有写楼院')
  for (const text of faults) notes.fault('table', text, { where })
  if (faults.length > 0) return []
  const [courtyard = '', building] = [cell('courtyard'), cell('building')]
  return [
    {
      where,
      district: cell('district'),
      street: cell('street'),
      community: cell('community'),
      communityCode: cell('communityCode'),
      grid: cell('grid'),
      gridCode: cell('gridCode'),
      ...(building && hasCourtyard && { courtyard, courtyardCode: cell('courtyardCode') }),
      building: building && buildingName(courtyard, building),
      buildingCode: cell('buildingCode'),
      households,
      doors: [...new Set(listed(cell('doors')).map(normaliseUnit))],
      at,
      worker,
      informants,
    },
  ]
}

/** `和合大院1号楼`; a number alone is called `1号楼`, and a courtyard that the building names already is not said twice. */
function buildingName(courtyard: string, building: string): string {
  const own = /^\d+$/.test(building) ? `${building}号楼` : building
  return own.startsWith(courtyard) ? own : courtyard + own
}

/** Names or doors in one cell, apart by whatever clerks put between them. */
const listed = (text = '') => text.split(/[、，,；;\s\n]+/).filter((one) => one !== '')

function wholeNumber(cell: Cells, column: Column, faults: string[]): number | undefined {
  const text = cell(column)?.replace(/户$/, '')
  if (text === undefined) return undefined
  if (/^\d{1,6}$/.test(text)) return Number(text)
  faults.push(`「${headingOf(column)}」应为整数，写的是「${text}」`)
  return undefined
}

function placeOf(cell: Cells, system: CoordinateSystem, faults: string[]): Place | undefined {
  const [lngText, latText] = [cell('lng'), cell('lat')]
  if (lngText === undefined && latText === undefined) return undefined
  const [lng, lat] = [Number(lngText), Number(latText)]
  if (lngText === undefined || latText === undefined) faults.push('经度和纬度要一起填')
  else if (!isDegrees(lng, lat)) faults.push(`经纬度「${lngText}，${latText}」不对：应是度，经度在前`)
  else return toGcj({ lng, lat, system })
  return undefined
}

/** Whether a pair can be a place in China, in degrees, longitude first. */
export const isDegrees = (lng: number, lat: number) => lng >= 73 && lng <= 136 && lat >= 3 && lat <= 54

function contactOf(cell: Cells, faults: string[]): Contact | undefined {
  const [name, phone] = [cell('worker'), cell('workerPhone')?.replace(/[\s-]/g, '')]
  if (phone !== undefined && !/^(1[3-9]\d{9}|0\d{9,11})$/.test(phone)) {
    faults.push(`「${headingOf('workerPhone')}」应为 11 位手机号或带区号的座机，写的是「${phone}」`)
    return undefined
  }
  if (name === undefined && phone !== undefined) faults.push(`有「${headingOf('workerPhone')}」，没有写网格员姓名`)
  return name === undefined ? undefined : { name, phone }
}
