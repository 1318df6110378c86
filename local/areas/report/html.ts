import { placeIn } from '../finding'
import { escaped, findingMap, overviewMap } from './map'
import { areaInWords, type Chapter, chaptersOf, faultsIn, type Numbered, type Report, verdictOf } from './report'

/** Findings of one kind that the page lists, and draws, at most; the workbook beside it lists all. */
const mostRows = 200
const mostMaps = 30
/** Faults that the list at the top of the page repeats at most. */
const mostFaults = 50

const titles = { stopped: '没有导入', checked: '检查通过', loaded: '导入完成' } as const

/** The report as one page that needs nothing else. */
export function htmlReport(report: Report, workbook: string): string {
  const chapters = chaptersOf(report.findings)
  const shown = chapters.flatMap(({ rows }) => rows.slice(0, mostRows))
  const map = overviewMap(report.tracts, shown)
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>网格资料导入检查</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>网格资料导入检查</h1>
<section class="verdict ${report.outcome}"><h2>${titles[report.outcome]}</h2><p>${escaped(verdictOf(report))}</p></section>
${toCorrect(chapters)}
${summary(report)}
${contents(chapters)}
${map && `<h2 id="map">地图</h2><p>红点是错误，黄点是提醒；点圆点可以看说明。</p><div class="map">${map}</div>`}
${chapters.map((chapter) => section(chapter, report, workbook)).join('\n')}
${notes}
</main>
</body>
</html>
`
}

/** The faults, above everything else. */
function toCorrect(chapters: readonly Chapter[]): string {
  const faults = chapters.flatMap(({ rows }) => rows.filter(({ fault }) => fault))
  if (faults.length === 0) return ''
  const lines = faults.slice(0, mostFaults).map((row) => {
    const place = row.where ? `（${escaped(placeIn(row.where))}）` : ''
    return `<li value="${row.number}"><a href="#n${row.number}">${escaped(row.text)}</a>${place}</li>`
  })
  const more = faults.length > mostFaults ? `<p>还有 ${faults.length - mostFaults} 处，见下面各节。</p>` : ''
  return `<h2>要改正的地方</h2><ol>${lines.join('')}</ol>${more}`
}

function summary({ day, system, files, counts }: Report): string {
  const rows: [string, string][] = [
    ['起用日期', day],
    ['坐标系', system],
    ['文件', files.join('、')],
    ...counts.map(([name, count]): [string, string] => [name, areaInWords(count)]),
  ]
  return `<table class="summary">${rows.map(([name, value]) => `<tr><th scope="row">${name}</th><td>${escaped(value)}</td></tr>`).join('')}</table>`
}

function contents(chapters: readonly Chapter[]): string {
  if (chapters.length === 0) return ''
  const lines = chapters.map(({ kind, title, rows }) => {
    const faults = faultsIn(rows)
    const parts = [faults > 0 && `<b>${faults} 处错误</b>`, rows.length > faults && `${rows.length - faults} 条提醒`]
    return `<li><a href="#${kind}">${title}</a>：${parts.filter(Boolean).join('，')}</li>`
  })
  return `<h2>检查结果</h2><ul>${lines.join('')}</ul>`
}

function section({ kind, title, rows }: Chapter, { tracts }: Report, workbook: string): string {
  const isMapped = rows.some(({ rings }) => rings)
  const isMeasured = rows.some(({ squareMetres }) => squareMetres !== undefined)
  const head = ['编号', '类别', '说明', isMeasured && '面积（平方米）', '在哪里', isMapped && '图'].filter(Boolean)
  const line = (row: Numbered, i: number) => {
    const cells = [
      row.at ? `<a href="#map">${row.number}</a>` : String(row.number),
      `<span class="tag ${row.fault ? 'fault' : 'remark'}">${row.fault ? '错误' : '提醒'}</span>`,
      escaped(row.text),
      isMeasured && (row.squareMetres === undefined ? '' : areaInWords(row.squareMetres)),
      escaped(locationOf(row)),
      isMapped && (i < mostMaps ? findingMap(tracts, row) : ''),
    ]
    return `<tr id="n${row.number}">${cells
      .filter((cell) => cell !== false)
      .map((cell) => `<td>${cell}</td>`)
      .join('')}</tr>`
  }
  const more =
    rows.length > mostRows ? `<p>这里列出前 ${mostRows} 条，全部 ${rows.length} 条在 ${escaped(workbook)} 里。</p>` : ''
  return `<h2 id="${kind}">${title}</h2>${more}<div class="scroll"><table><thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>${rows.slice(0, mostRows).map(line).join('\n')}</tbody></table></div>`
}

/** Where to look: the line in the file, else the place on the map. */
function locationOf({ where, at }: Numbered): string {
  if (where) return placeIn(where)
  return at ? `经度 ${(at.lngE7 / 1e7).toFixed(6)}，纬度 ${(at.latE7 / 1e7).toFixed(6)}` : ''
}

const notes = `<h2>说明</h2>
<ul>
<li>“错误”会拦住导入，要改正；“提醒”不影响导入，请逐条看过。</li>
<li>平均宽度不到 3 厘米的空隙和重叠是坐标取整造成的，不列出。</li>
<li>图和表里的经纬度是 GCJ-02（微信、高德、腾讯地图所用）。CGCS2000 与 WGS-84 相差不到 1 米，按同一种换算。</li>
</ul>`

const style = `
body{margin:0;background:#f4f6f8;color:#1f2933;font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:1040px;margin:0 auto;padding:24px;background:#fff}
h1{font-size:26px;margin:0 0 16px}h2{font-size:20px;margin:32px 0 8px}
a{color:#0b5cad}
.verdict{padding:12px 20px;border-left:6px solid;border-radius:4px}.verdict h2{margin:0}.verdict p{margin:4px 0}
.stopped{background:#fdecea;border-color:#b3261e}.checked{background:#e8f1fb;border-color:#0b5cad}.loaded{background:#e7f4ea;border-color:#1b6e35}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:8px 10px;border-bottom:1px solid #d5dce3}
thead th{background:#eef2f6;white-space:nowrap}.summary{width:auto;margin-top:16px}
tr:target td{background:#fff6d6}
.tag{padding:1px 8px;border-radius:10px;white-space:nowrap;font-size:14px}.tag.fault{background:#b3261e;color:#fff}.tag.remark{background:#ffe3a3;color:#4a3400}
.map{border:1px solid #d5dce3;overflow:auto}.scroll{overflow-x:auto}svg{display:block;width:100%;height:auto;background:#fbfcfd}
td svg{width:220px;min-width:220px;height:150px;border:1px solid #d5dce3}
path.grid{fill:#e3ecf5;fill-opacity:.6;stroke:#5b7c99;stroke-width:1}path.piece{fill:#d93025;fill-opacity:.7;stroke:#d93025;stroke-width:1.5}
circle.fault{fill:#b3261e;stroke:#fff}circle.remark{fill:#f0a500;stroke:#fff}
@media print{main{max-width:none;padding:0}body{background:#fff}}
`
