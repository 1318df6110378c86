import { limits } from '../contract/limits'
import { action } from '../kernel/action'
import type { AreaDoc } from '../kernel/collections'
import { anyone } from '../kernel/people'
import { presentArea } from './present'

/**
 * The areas directly below one, a page at a time, in the order of their ids, which is the order people count them in.
 * Departments are left out: they stand beside a district's streets, nobody lives in one.
 */
export const children = action({
  name: 'area.children',
  policy: anyone,
  async run({ ports }, { parentId, cursor }) {
    const areas: AreaDoc[] = []
    let after = cursor
    do {
      const limit = limits.page - areas.length
      const page = await ports.store.range('areas', 'byParent', { eq: [parentId], limit, after })
      areas.push(...page.rows.filter(({ level }) => level !== 'department'))
      after = page.next
    } while (after && areas.length < limits.page)
    return { areas: areas.map(presentArea), cursor: after }
  },
})
