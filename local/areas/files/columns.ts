import { searchable } from '../../../cloudfunctions/kernel/names'

/** The columns of a directory: what the heading says, first as the samples write it, then as cities also do. */
export const columns = {
  district: ['区', '区县', '所属区', '区（市、县）'],
  street: ['街道', '街道名称', '所属街道', '镇街', '街道（乡镇）', '乡镇街道'],
  community: ['社区', '社区名称', '所属社区', '社区（村）', '村（社区）'],
  communityCode: ['社区编码', '社区代码', '社区区划代码'],
  grid: ['网格', '网格名称', '所属网格'],
  gridCode: ['网格编码', '网格编号', '网格代码', '网格码'],
  courtyard: ['楼院', '楼院名称', '小区', '小区名称', '院落'],
  courtyardCode: ['楼院编码', '楼院编号', '楼院代码', '小区编码', '小区编号', '小区代码'],
  building: ['楼栋', '楼栋名称', '楼号', '楼栋号', '栋号'],
  buildingCode: ['楼栋编码', '楼栋编号', '楼栋代码'],
  households: ['户数', '住户数', '家庭户数', '居民户数'],
  doors: ['户室', '户室号', '房号', '房间号', '门牌', '门牌号'],
  lng: ['经度'],
  lat: ['纬度'],
  worker: ['网格员', '网格员姓名', '专职网格员'],
  workerPhone: ['网格员电话', '网格员手机', '网格员手机号', '网格员联系电话'],
  informants: ['信息员', '网格信息员', '信息员姓名'],
  informantPhones: ['信息员电话', '信息员手机', '网格信息员电话', '信息员联系电话'],
} as const
export type Column = keyof typeof columns

/** The heading that the samples use and that the report names a column by. */
export const headingOf = (column: Column): string => columns[column][0]

const byHeading = new Map(
  Object.entries(columns).flatMap(([column, headings]) =>
    headings.map((heading) => [searchable(heading), column as Column] as const),
  ),
)

/** The column that a heading names; what stands in brackets behind it, such as a unit or a hint, does not matter. */
export function columnOf(heading: string): Column | undefined {
  const plain = searchable(heading).replace(/[*:]/g, '')
  return byHeading.get(plain) ?? byHeading.get(plain.replace(/\(.*\)$/, ''))
}
