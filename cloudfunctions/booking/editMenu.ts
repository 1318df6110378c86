import { conflict, invalid } from '../contract/errors'
import { action } from '../kernel/action'
import type { ServiceDoc } from '../kernel/collections.booking'
import { menuWrong } from './settings.rules'
import { managedService, managers } from './workplace'

/** Writes the menu of one meal of one day. What was ordered before keeps its dishes and prices. */
export const editMenu = action({
  name: 'booking.editMenu',
  policy: managers,
  perHour: 300,
  async run(context, { serviceId, date, mealTime, version, dishes }) {
    const id = `${serviceId}.${date}.${mealTime}`
    const wrong = menuWrong(dishes)
    if (wrong) throw invalid('dishes', wrong)
    return context.commit(async (tx) => {
      const service = await managedService(context, tx, serviceId)
      if (!servesAt(service, mealTime)) throw invalid('mealTime', '这项服务没有这一餐')
      const menu = { id, serviceId, date, mealTime, dishes }
      if (version === undefined) {
        if (!(await tx.insert('menus', menu))) throw conflict('这一餐刚刚有了菜单，请刷新后再改')
        return { answer: { id, version: 1 } }
      }
      if (!(await tx.replace('menus', { ...menu, version }))) throw conflict('菜单刚刚被别人改过，请刷新后再改')
      return { answer: { id, version: version + 1 } }
    })
  },
})

const servesAt = ({ windows, exceptions }: ServiceDoc, mealTime: string) =>
  [...windows, ...exceptions.flatMap((exception) => exception.windows)].some((window) => window.mealTime === mealTime)
