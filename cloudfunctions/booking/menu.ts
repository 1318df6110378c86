import { action } from '../kernel/action'
import { anyone } from '../kernel/people'
import { checkDays } from './checkDays'
import { plusDays } from './days.rules'
import { serviceOf } from './load'

/** Menus of a day at most: breakfast, lunch and supper. */
const mostMenus = 3 * 31

/** What a canteen cooks on some days. */
export const menu = action({
  name: 'booking.menu',
  policy: anyone,
  async run({ ports: { store } }, { serviceId, from, to }) {
    checkDays(from, to)
    await serviceOf(store, serviceId)
    const bounds = { from, to: plusDays(to, 1), limit: mostMenus }
    const { rows } = await store.range('menus', 'byService', { eq: [serviceId], ...bounds })
    return { menus: rows }
  },
})
