import {
  confidentialKinds,
  type Dish,
  type OpeningWindow,
  type ServiceKind,
  type ServiceSettings,
} from '../contract/booking'
import type { FieldErrors } from '../contract/errors'

/** What the schemas of a setting cannot say: how its fields agree with each other. */

const twice = (values: readonly (string | number)[]) => new Set(values).size < values.length

function windowsWrong(windows: readonly OpeningWindow[], kind: ServiceKind, perCarer: number | undefined) {
  if (twice(windows.map(({ id }) => id))) return '时段编号有重复'
  for (const { on, weekdays, start, end, mealTime, carers } of windows) {
    if (end <= start) return '结束时间要晚于开始时间'
    if (on === 'weekdays' && weekdays.length === 0) return '请选择每周哪几天开放'
    if (twice(weekdays)) return '星期有重复'
    if (kind === 'canteen' && !mealTime) return '请选择每个时段是早餐、午餐还是晚餐'
    if (perCarer !== undefined && carers === undefined) return '请填写每个时段的看护人数'
  }
  return undefined
}

/** A sentence about one date's own hours that do not go together. */
export function dayWrong(windows: readonly OpeningWindow[], kind: ServiceKind, perCarer: number | undefined) {
  if (twice(windows.map(({ start, end }) => `${start} ${end}`))) return '时段有重复'
  return windowsWrong(windows, kind, perCarer)
}

/** Sentences beside the fields of a service that do not go together; undefined when all is well. */
export function settingsWrong(kind: ServiceKind, settings: ServiceSettings): FieldErrors | undefined {
  const { windows, exceptions, who, questions, subsidies, childrenPerCarer: perCarer } = settings
  const wrong: FieldErrors = {}
  const say = (field: string, sentence: string | false | undefined) => {
    if (sentence) wrong[field] ??= sentence
  }
  say('windows', windowsWrong(windows, kind, perCarer))
  say('exceptions', twice(exceptions.map(({ date }) => date)) && '同一天只能写一次例外')
  for (const exception of exceptions) say('exceptions', windowsWrong(exception.windows, kind, perCarer))
  say('who', (who.minAge ?? 0) > (who.maxAge ?? Number.POSITIVE_INFINITY) && '最小年龄不能大于最大年龄')
  say('questions', twice(questions.map(({ id }) => id)) && '问题编号有重复')
  say('questions', questions.some((one) => one.kind === 'choice' && one.options.length < 2) && '选择题至少有 2 个选项')
  say('subsidies', twice(subsidies.map(({ fromAge }) => fromAge)) && '同一年龄只能写一档补贴')
  say('subsidies', kind !== 'canteen' && subsidies.length > 0 && '只有老年食堂可以设补贴')
  say('childrenPerCarer', kind !== 'childcare' && perCarer !== undefined && '只有儿童托管填写这一项')
  say('deliversHome', kind !== 'canteen' && settings.deliversHome && '只有老年食堂可以送餐')
  if (confidentialKinds.includes(kind)) {
    say('tellsGrid', settings.tellsGrid && '心理咨询的预约不能告知网格')
    say('priceCents', settings.priceCents > 0 && '心理咨询不收费')
  }
  return Object.keys(wrong).length > 0 ? wrong : undefined
}

/** A sentence about a menu whose dishes do not go together. */
export const menuWrong = (dishes: readonly Dish[]) => (twice(dishes.map(({ id }) => id)) ? '菜品编号有重复' : undefined)

interface Arrangement {
  year: number
  holidays: readonly string[]
  workdays: readonly string[]
}
const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

/** Sentences beside the fields of a year's holiday notice that cannot be right. */
export function arrangementWrong({ year, holidays, workdays }: Arrangement): FieldErrors | undefined {
  const wrong: FieldErrors = {}
  const inYear = (date: string) => date.startsWith(`${year}-`)
  if (!holidays.every(inYear)) wrong.holidays = `放假日期都要在 ${year} 年`
  else if (twice(holidays)) wrong.holidays = '放假日期有重复'
  if (!workdays.every(inYear)) wrong.workdays = `上班日期都要在 ${year} 年`
  else if (twice([...holidays, ...workdays])) wrong.workdays = '同一天不能又放假又上班'
  else if (!workdays.every(isWeekend)) wrong.workdays = '调休上班的日子应为周六或周日'
  return Object.keys(wrong).length > 0 ? wrong : undefined
}
