import type { Role } from '@contract/words'
import type { Persona } from '@/platform/types'
import { groupPersonas, mainRole, roleFilters } from './people'

const person = (title: string, role: Role, areaId: string): Persona => ({
  id: `${role}-${title.length}-${areaId}`,
  title,
  roles: [{ role, areaId }],
})

const people = [
  person('中兴社区工作人员', 'communityStaff', '210202012004'),
  person('中兴社区第1网格网格员', 'gridWorker', '210202012004-g01'),
  person('和合大院1号楼居民', 'resident', '210202012004'),
  person('和合大院1号楼楼长', 'captain', '210202012004-b001'),
  person('长利社区第1网格网格员', 'gridWorker', '210202011002-g01'),
  person('桃源街道工作人员', 'streetStaff', '210202011'),
  person('中山区应急管理局工作人员', 'departmentStaff', '210202-emergency'),
  person('西岗区工作人员', 'districtStaff', '210203'),
  person('大连市工作人员', 'cityStaff', '2102'),
]
const titles = (text: string, role: 'all' | Role = 'all') =>
  groupPersonas(people, text, role).map((g) => [g.title, g.people.map((p) => p.title)])

test('people stand under their community, residents first, and above them street, district and city', () => {
  expect(titles('')).toEqual([
    ['中兴社区', ['和合大院1号楼居民', '和合大院1号楼楼长', '中兴社区第1网格网格员', '中兴社区工作人员']],
    ['长利社区', ['长利社区第1网格网格员']],
    ['街道', ['桃源街道工作人员']],
    ['区和部门', ['中山区应急管理局工作人员', '西岗区工作人员']],
    ['市', ['大连市工作人员']],
  ])
})

test('a community finds all its people, also those whose titles do not name it', () => {
  expect(titles('中兴 居民')).toEqual([['中兴社区', ['和合大院1号楼居民']]])
})

test('a role finds its people everywhere', () => {
  expect(titles('', 'gridWorker')).toEqual([
    ['中兴社区', ['中兴社区第1网格网格员']],
    ['长利社区', ['长利社区第1网格网格员']],
  ])
})

test('nobody found is an empty list', () => {
  expect(titles('火星')).toEqual([])
})

test('a crowd of one role does not push the others out of sight', () => {
  const crowd = Array.from({ length: 200 }, (_, i) => person(`和合大院${i}号楼居民`, 'resident', '210202012004'))
  const [group] = groupPersonas([...people, ...crowd], '', 'all')
  expect(group.people.map(mainRole)).toEqual([
    'resident',
    'resident',
    'resident',
    'captain',
    'gridWorker',
    'communityStaff',
  ])
  expect(group.more).toBe(198)
  expect(groupPersonas(crowd, '199号楼', 'all')[0].people).toHaveLength(1)
})

test('filters are the roles that somebody holds', () => {
  expect(roleFilters(people.slice(0, 3)).map((f) => f.label)).toEqual(['全部', '居民', '网格员', '社区工作人员'])
})

test('whoever lives here and works here is found by the work', () => {
  const both: Persona = {
    id: 'x',
    title: '网格员',
    roles: [
      { role: 'gridWorker', areaId: '210202012004-g01' },
      { role: 'resident', areaId: '210202012004' },
    ],
  }
  expect(mainRole(both)).toBe('gridWorker')
})
