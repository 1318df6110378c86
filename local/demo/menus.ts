import { plusDays } from '../../cloudfunctions/booking/days.rules'
import type { Dish } from '../../cloudfunctions/contract/booking'
import type { MenuDoc } from '../../cloudfunctions/kernel/collections.booking'
import type { Fresh } from '../../cloudfunctions/kernel/ports'

/** Days from today on that have a menu. */
const menuDays = 14

const dish = (
  id: string,
  name: string,
  cents: number,
  diets: Dish['diets'] = [],
  allergens: Dish['allergens'] = [],
): Dish => ({ id, name, cents, diets, allergens })

/** One of each row a meal, in turn; together the rows cover every diet. */
const rows: Dish[][] = [
  [
    dish('pork', '红烧肉套餐', 800, [], ['soy']),
    dish('fish', '清蒸鱼套餐', 900, ['lowSalt'], ['fish']),
    dish('chicken', '香菇鸡块套餐', 700),
  ],
  [
    dish('tofu', '肉末豆腐套餐', 500, ['soft'], ['soy']),
    dish('egg', '番茄炒蛋套餐', 500, ['soft'], ['egg']),
    dish('pumpkin', '南瓜蒸蛋套餐', 500, ['soft'], ['egg']),
  ],
  [
    dish('diabetic1', '杂粮饭配西兰花鸡胸', 700, ['diabetic', 'lowSalt']),
    dish('diabetic2', '荞麦面配青菜豆干', 600, ['diabetic', 'lowSalt'], ['wheat', 'soy']),
  ],
  [dish('halal1', '清真牛肉面', 900, ['halal'], ['wheat']), dish('halal2', '清真羊肉烩菜', 900, ['halal'])],
  [
    dish('veg1', '素炒三丁配米饭', 400, ['vegetarian', 'lowSalt']),
    dish('veg2', '蒜蓉油麦菜配米饭', 400, ['vegetarian', 'diabetic']),
  ],
]

/** Menus of lunch and supper of the next days at a canteen; no two days in a row are alike. */
export const demoMenus = (serviceId: string, today: string): Fresh<MenuDoc>[] =>
  Array.from({ length: menuDays }, (_, day) =>
    (['lunch', 'supper'] as const).map((mealTime, meal) => {
      const date = plusDays(today, day)
      const dishes = rows.map((row) => row[(day + meal) % row.length])
      return { id: `${serviceId}.${date}.${mealTime}`, serviceId, date, mealTime, dishes }
    }),
  ).flat()
