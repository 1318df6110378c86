import type { Eating, MealTime } from '../contract/booking'

/** What a canteen cooks and where it goes. */

interface Ordered {
  mealTime: MealTime
  eating: Eating
  dishes: readonly { name: string; portions: number }[]
}

/** Portions of each dish, eaten there and delivered, in the order of the day and then by name. */
export function dishTotals(meals: readonly Ordered[]) {
  const order: MealTime[] = ['breakfast', 'lunch', 'supper']
  const totals = new Map<string, { mealTime: MealTime; name: string; here: number; delivery: number }>()
  for (const { mealTime, eating, dishes } of meals)
    for (const { name, portions } of dishes) {
      const key = `${mealTime} ${name}`
      const total = totals.get(key) ?? { mealTime, name, here: 0, delivery: 0 }
      totals.set(key, { ...total, [eating]: total[eating] + portions })
    }
  return [...totals.values()].sort(
    (a, b) => order.indexOf(a.mealTime) - order.indexOf(b.mealTime) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  )
}

interface Delivered {
  meal?: { buildingId?: string; buildingName?: string; unit?: string }
}

/** Doors as people count them: `2-301` before `10-101`. */
function byDoor(a = '', b = ''): number {
  const [left, right] = [a.split(/(\d+)/), b.split(/(\d+)/)]
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const [x = '', y = ''] = [left[i], right[i]]
    if (x !== y) return Number(x) - Number(y) || (x < y ? -1 : 1)
  }
  return 0
}

/** The deliveries, grouped by building, buildings by name and doors in order. */
export function deliveries<B extends Delivered>(bookings: readonly B[]) {
  const buildings = new Map<string, { buildingId: string; buildingName: string; stops: B[] }>()
  for (const booking of bookings) {
    const { buildingId, buildingName = '' } = booking.meal ?? {}
    if (buildingId === undefined) continue
    const building = buildings.get(buildingId) ?? { buildingId, buildingName, stops: [] }
    building.stops.push(booking)
    buildings.set(buildingId, building)
  }
  const list = [...buildings.values()].sort((a, b) => byDoor(a.buildingName, b.buildingName))
  for (const { stops } of list) stops.sort((a, b) => byDoor(a.meal?.unit, b.meal?.unit))
  return list
}
