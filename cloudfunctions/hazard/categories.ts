import { conflict } from '../contract/errors'
import { action } from '../kernel/action'
import { anyone, withRole } from '../kernel/people'

const mostCategories = 200

export const categories = action({
  name: 'hazard.categories',
  policy: anyone,
  async run({ ports }) {
    const { rows } = await ports.store.range('categories', 'byRank', { eq: [], limit: mostCategories })
    return { categories: rows }
  },
})

/** Changes a category, or adds one at the end of the list. Open reports keep the deadlines they began with. */
export const editCategory = action({
  name: 'hazard.editCategory',
  policy: withRole('districtStaff', 'cityStaff'),
  perHour: 100,
  async run(context, { version, ...category }) {
    const { rows } = await context.ports.store.range('categories', 'byRank', {
      eq: [],
      direction: 'desc',
      limit: 1,
    })
    return context.commit(async (tx) => {
      if (version === undefined) {
        if (!(await tx.insert('categories', { ...category, rank: (rows[0]?.rank ?? 0) + 1 })))
          throw conflict('已经有这个编号的类别了')
        return { answer: { id: category.id, version: 1 } }
      }
      const stored = await tx.get('categories', category.id)
      if (!stored || !(await tx.replace('categories', { ...stored, ...category, version })))
        throw conflict('这个类别刚刚被别人改过，请刷新后再改')
      return { answer: { id: category.id, version: version + 1 } }
    })
  },
})
