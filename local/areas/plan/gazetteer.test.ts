import type { AreaDoc } from '../../../cloudfunctions/kernel/collections'
import type { CommunityName } from '../files/directory'
import { gazetteer } from './gazetteer'

const area = (level: AreaDoc['level'], id: string, name: string, path: Partial<AreaDoc['path']>): AreaDoc => ({
  id,
  version: 1,
  level,
  name,
  within: '',
  path: { cityId: '2102', districtId: '', ...path },
})
const areas = [
  area('district', 'd1', '中山区', { districtId: 'd1' }),
  area('district', 'd2', '西岗区', { districtId: 'd2' }),
  area('street', 's1', '老虎滩街道', { districtId: 'd1', streetId: 's1' }),
  area('street', 's2', '人民街道', { districtId: 'd1', streetId: 's2' }),
  area('street', 's3', '人民街道', { districtId: 'd2', streetId: 's3' }),
  area('community', 'c1', '中兴社区', { districtId: 'd1', streetId: 's1', communityId: 'c1' }),
  area('community', 'c2', '光明社区', { districtId: 'd1', streetId: 's2', communityId: 'c2' }),
  area('community', 'c3', '光明社区', { districtId: 'd2', streetId: 's3', communityId: 'c3' }),
  area('community', 'c4', '龙头村', { districtId: 'd2', streetId: 's3', communityId: 'c4' }),
]
const find = gazetteer(areas)

test.each<[string, CommunityName, string]>([
  ['its full name', { street: '老虎滩街道', community: '中兴社区' }, 'c1'],
  ['a name without what everybody leaves out', { street: '老虎滩', community: '中兴' }, 'c1'],
  ['the name on its seal', { community: '中兴社区居委会' }, 'c1'],
  ['a village', { community: '龙头村村民委员会' }, 'c4'],
  ['spaces and full-width letters', { street: ' 老虎滩 街道', community: '中兴 社区' }, 'c1'],
  ['the district where names repeat', { district: '西岗区', street: '人民街道', community: '光明社区' }, 'c3'],
  ['its code alone', { communityCode: 'c2' }, 'c2'],
])('a community is known by %s', (_, name, id) => expect(find(name)).toMatchObject({ community: { id } }))

test.each<[string, CommunityName, string]>([
  ['two of the name', { community: '光明社区' }, '有 2 个社区叫「光明社区」，请写明区和街道，或填社区编码'],
  ['none', {}, '没有写社区'],
  [
    'no such street',
    { street: '老虎潭街道', community: '中兴社区' },
    '没有找到街道「老虎潭街道」。是不是要写：老虎滩街道',
  ],
  ['another street', { street: '人民街道', community: '中兴社区' }, '「人民街道」里没有找到社区「中兴社区」'],
  ['a code of something else', { communityCode: 's1' }, '没有编码为「s1」的社区'],
])('%s is said in a sentence', (_, name, problem) => expect(find(name)).toEqual({ problem }))
