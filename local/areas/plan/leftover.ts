import { gridOf } from '../../../cloudfunctions/kernel/areas'
import type { Present } from '../city/present'
import { type Finding, findings } from '../finding'
import type { Plan } from './plan'
import type { Target } from './target'

/**
 * Lists the buildings that the city has and a directory of their community leaves out. They stay: somebody may live
 * there, and a file may speak of a part only. A new name makes a new building unless its line says which one it was.
 */
export function checkLeftOver(plan: Plan, { ended }: Target, { areas }: Present, startsAt: string): Finding[] {
  const notes = findings()
  const listed = new Set([...plan.buildings.values()].map(({ community }) => community.id))
  for (const area of areas.values()) {
    const { id, level, name, until } = area
    if (level !== 'building' || until || plan.buildings.has(id) || ended.has(id)) continue
    const community = areas.get(areas.get(gridOf(area, startsAt) ?? '')?.path.communityId ?? '')
    if (community && listed.has(community.id))
      notes.remark(
        'change',
        `${community.name}的${name}不在表里，没有删除，照旧保留。改了名或换了楼院的，在它的新行里填楼栋编码 ${id}；已经拆除的，请系统管理员停用`,
        { areas: [name], at: area.centre },
      )
  }
  return notes.found
}
