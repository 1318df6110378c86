import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import writeWorkbook, { type SheetData } from 'write-excel-file/node'
import { writeWhole } from '../disk'

/**
 * Sample files for a clerk to fill in: a workbook and a map of two made-up grids of one community. They import as they
 * are, in GCJ-02, which a test sees to.
 */
export async function writeSamples(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true })
  const [workbook, map] = [join(folder, '网格资料样表.xlsx'), join(folder, '网格边界样例.geojson')]
  await writeWorkbook(sheets).toFile(workbook)
  writeWhole(map, `${JSON.stringify(outlines, null, 1)}\n`)
  return [workbook, map]
}

const street = '老虎滩街道'
const community = '中兴社区'
const bold = (value: string) => ({ value, fontWeight: 'bold' as const, backgroundColor: '#E8EEF5' })

const sheets = [
  {
    sheet: '填表说明',
    columns: [{ width: 18 }, { width: 90 }],
    data: [
      [bold('列'), bold('怎么填')],
      ['街道、社区', '用现在的名称。名称有重复时加一列“区”，或者填“社区编码”。'],
      ['网格', '如“第1网格”。同一个社区里不能重名。'],
      ['网格编码', '有编码就填，以后按编码认这个网格；没有就空着，按社区和名称认。'],
      [
        '楼院、楼栋',
        '如“和合大院”“1号楼”，合起来就是居民看到的楼名。同一个社区里楼院不能重名；写了楼院，楼院就有自己的议事群。没有楼院的只填楼栋。',
      ],
      [
        '楼院编码',
        '有就填，没有就空着。楼院改名时要填：有自己的编码填自己的，没有的填检查报告里写的编码，这样原来的议事群和议题都跟着。',
      ],
      ['楼栋编码', '有就填，没有就空着。楼栋改名、换楼院时填检查报告里写的编码，住户的登记就跟着。'],
      ['户数', '整数。写在网格表里是整个网格的户数，写在楼栋表里是这栋楼的户数。'],
      ['户室', '如“1-301”：1 单元 301。一行一户，或在一格里用顿号隔开。居民登记住址时从这里选。'],
      [
        '网格员、网格员电话',
        '电话用 11 位手机号，或带区号的座机。电话只更新已经任命的网格员；新的网格员在“网格覆盖”页上任命。',
      ],
      ['信息员、信息员电话', '几个人用顿号隔开。标准是每 50–100 户一名。'],
      ['经度、纬度', '楼栋中心的位置，用度；坐标系和边界文件一样。'],
      ['边界文件', 'GeoJSON，属性里写“社区”“网格”（或“网格编码”）。只有社区、没有网格的图形是整个社区的范围。'],
      ['表的名字', '随意。每张表第一行是表头，上面可以有标题。一张表里有哪些列都可以，一行写清是哪个社区就行。'],
      ['合并的单元格', '可以合并街道、社区、网格这些格子；空着的格子不会用上一行的内容补。'],
    ] as SheetData,
  },
  {
    sheet: '网格',
    columns: [14, 12, 12, 18, 8, 12, 16, 30].map((width) => ({ width })),
    data: [
      ['街道', '社区', '网格', '网格编码', '户数', '网格员', '网格员电话', '信息员'].map(bold),
      [street, community, '第1网格', null, 240, '网格员甲', '13000000901', '信息员甲、信息员乙、信息员丙'],
      [street, community, '第2网格', null, 260, '网格员乙', '13000000902', '信息员丁、信息员戊、信息员己'],
    ] as SheetData,
  },
  {
    sheet: '楼栋',
    columns: [14, 12, 12, 14, 10, 14, 14].map((width) => ({ width })),
    data: [
      ['街道', '社区', '网格', '楼院', '楼栋', '经度', '纬度'].map(bold),
      [street, community, '第1网格', '样例大院', '1号楼', 121.668, 38.8755],
      [street, community, '第1网格', '样例大院', '2号楼', 121.669, 38.876],
      [street, community, '第2网格', '样例大院', '3号楼', 121.672, 38.8755],
    ] as SheetData,
  },
  {
    sheet: '户室',
    columns: [14, 12, 14, 10, 40].map((width) => ({ width })),
    data: [
      ['街道', '社区', '楼院', '楼栋', '户室'].map(bold),
      [street, community, '样例大院', '1号楼', '1-101、1-102、1-201、1-202'],
      [street, community, '样例大院', '2号楼', '1-101'],
      [street, community, '样例大院', '2号楼', '1-102'],
      [street, community, '样例大院', '3号楼', '1-101、1-102'],
    ] as SheetData,
  },
]

const square = (west: number, east: number) => [
  [
    [west, 38.874],
    [east, 38.874],
    [east, 38.877],
    [west, 38.877],
    [west, 38.874],
  ],
]

const outlines = {
  type: 'FeatureCollection',
  features: [
    [{ 街道: street, 社区: community, 网格: '第1网格' }, square(121.667, 121.67)],
    [{ 街道: street, 社区: community, 网格: '第2网格' }, square(121.67, 121.673)],
    [{ 街道: street, 社区: community }, square(121.667, 121.673)],
  ].map(([properties, coordinates]) => ({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } })),
}
