import writeWorkbook, { type SheetData } from 'write-excel-file/node'
import { type Chapter, chaptersOf, type Numbered, type Report, verdictOf } from './report'

/** Rows that a sheet holds at most, by the format; what is more goes on in a further sheet. */
const mostRows = 1_000_000

const headings = [
  '编号',
  '类别',
  '说明',
  '面积（平方米）',
  '相关区域',
  '文件',
  '工作表',
  '行号',
  '经度（GCJ-02）',
  '纬度（GCJ-02）',
]
const columns = [8, 8, 70, 16, 40, 24, 16, 8, 16, 16].map((width) => ({ width }))

/** Writes every finding, one sheet a kind. */
export async function writeWorkbookReport(path: string, report: Report): Promise<void> {
  const chapters = chaptersOf(report.findings)
  await writeWorkbook([overview(report, chapters), ...chapters.flatMap(sheetsOf)]).toFile(path)
}

const bold = (value: string) => ({ value, fontWeight: 'bold' as const, backgroundColor: '#E8EEF5' })

function overview(report: Report, chapters: readonly Chapter[]) {
  const data: SheetData = [
    [bold('网格资料导入检查'), null, null],
    [verdictOf(report)],
    [],
    ['起用日期', report.day],
    ['坐标系', report.system],
    ...report.files.map((file, i) => [i === 0 ? '文件' : null, file]),
    ...report.counts,
    [],
    [bold('检查项目'), bold('错误'), bold('提醒')],
    ...chapters.map(({ title, rows }) => {
      const faults = rows.filter(({ fault }) => fault).length
      return [title, faults, rows.length - faults]
    }),
  ]
  return { sheet: '概况', columns: [{ width: 24 }, { width: 40 }, { width: 12 }], data }
}

function sheetsOf({ title, rows }: Chapter) {
  const parts = Array.from({ length: Math.ceil(rows.length / mostRows) }, (_, i) =>
    rows.slice(i * mostRows, (i + 1) * mostRows),
  )
  return parts.map((part, i) => ({
    sheet: i === 0 ? title : `${title}（${i + 1}）`,
    columns,
    stickyRowsCount: 1,
    data: [headings.map(bold), ...part.map(cellsOf)] as SheetData,
  }))
}

const cellsOf = ({ number, fault, text, squareMetres, areas, where, at }: Numbered) => [
  number,
  fault ? '错误' : '提醒',
  text,
  squareMetres === undefined ? null : Math.round(squareMetres * 100) / 100,
  areas?.join('、') ?? null,
  where?.file ?? null,
  where?.sheet ?? null,
  where?.line ?? null,
  at ? at.lngE7 / 1e7 : null,
  at ? at.latE7 / 1e7 : null,
]
