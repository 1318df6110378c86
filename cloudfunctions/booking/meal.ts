import { conflict, invalid } from '../contract/errors'
import { getArea, getBuilding } from '../kernel/areas'
import type { MealDoc, PatronDoc, ServiceDoc, SlotDoc, WaitMeal } from '../kernel/collections.booking'
import type { Reader } from '../kernel/ports'
import { homeOf } from './patron'

export const menuIdOf = (slot: Pick<SlotDoc, 'serviceId' | 'date' | 'mealTime'>) =>
  `${slot.serviceId}.${slot.date}.${slot.mealTime}`

/**
 * What is ordered, with the menu's names and prices as they are now; undefined at a service that is no canteen.
 * @throws ActionError INVALID naming the field, CONFLICT while there is no menu
 */
export async function mealFor(
  reader: Reader,
  now: string,
  { service, slot, patron, meal }: { service: ServiceDoc; slot: SlotDoc; patron: PatronDoc; meal?: WaitMeal },
): Promise<MealDoc | undefined> {
  if (service.kind !== 'canteen') {
    if (meal) throw invalid('meal', '这项服务不订餐')
    return undefined
  }
  if (!meal) throw invalid('meal', '请选择菜品')
  const { mealTime } = slot
  const menu = mealTime && (await reader.get('menus', menuIdOf(slot)))
  if (!mealTime || !menu) throw conflict('这一餐的菜单还没有公布，请稍后再订')
  const dishes = meal.dishes.map(({ dishId, portions }) => {
    const dish = menu.dishes.find(({ id }) => id === dishId)
    if (!dish) throw invalid('meal.dishes', '这一餐没有您选的菜，请重新选择')
    return { dishId, name: dish.name, cents: dish.cents, portions }
  })
  return {
    mealTime,
    eating: meal.eating,
    dishes,
    diets: meal.diets ?? patron.diets,
    allergies: meal.allergies ?? patron.allergies,
    ...(meal.eating === 'delivery' && (await deliveryTo(reader, now, service, patron, meal))),
    ...(meal.note && { note: meal.note }),
  }
}

/** Where a meal is brought: where the order says, else home. */
async function deliveryTo(reader: Reader, now: string, service: ServiceDoc, patron: PatronDoc, meal: WaitMeal) {
  if (!service.deliversHome) throw invalid('meal.eating', '这里不送餐，请选择堂食')
  const home = meal.buildingId === undefined ? await homeOf(reader, patron, now) : undefined
  const building = await getBuilding(reader, meal.buildingId ?? home?.buildingId ?? '', now)
  const unit = meal.unit ?? home?.unit
  if (!building?.path.gridId) throw invalid('meal.buildingId', '请选择送到哪一栋楼')
  if (!unit) throw invalid('meal.unit', '请填写房号')
  return { buildingId: building.id, buildingName: building.name, unit, gridId: building.path.gridId }
}

/** What is said at the counter and at the door: `西红柿炒蛋 ×2，米饭`. */
export const dishesText = ({ dishes }: Pick<MealDoc, 'dishes'>) =>
  dishes.map(({ name, portions }) => (portions > 1 ? `${name} ×${portions}` : name)).join('，')

export const gridName = async (reader: Reader, gridId: string) => (await getArea(reader, gridId))?.name ?? gridId
