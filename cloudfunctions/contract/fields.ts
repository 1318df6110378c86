import * as v from 'valibot'
import { limits } from './limits'

/** Field-level schemas, each with the Chinese sentence a form shows beside the field. */

/** Free text, trimmed. `label` opens the sentence: `描述至少写 2 个字`. */
export const text = (label: string, { min = 1, max }: { min?: number; max: number }) =>
  v.pipe(
    v.string(`请填写${label}`),
    v.trim(),
    v.minLength(min, min > 1 ? `${label}至少写 ${min} 个字` : `请填写${label}`),
    v.maxLength(max, `${label}最多 ${max} 个字`),
  )

export const id = (label = '编号') =>
  v.pipe(
    v.string(`缺少${label}`),
    v.minLength(1, `缺少${label}`),
    v.maxLength(limits.id.max, `${label}不正确`),
    v.regex(/^[\w:.-]+$/, `${label}不正确`),
  )

/** Opaque position in a list, as the previous page's `cursor` gave it. */
export const cursor = v.optional(v.pipe(v.string('翻页位置不正确'), v.maxLength(200, '翻页位置不正确')))

/** An instant: ISO 8601 in UTC with milliseconds, as `Date#toISOString` writes it; sorts as text. */
export const instant = v.pipe(v.string(), v.isoTimestamp('时间格式不正确'))

export const coordinateSystems = ['gcj02', 'wgs84'] as const
export type CoordinateSystem = (typeof coordinateSystems)[number]

/** A place on the ground. Degrees; `system` says which datum, it is never guessed; `accuracy` in metres (68 % radius). */
export const point = v.strictObject(
  {
    lng: v.pipe(v.number('经度应为数字'), v.minValue(-180, '经度不正确'), v.maxValue(180, '经度不正确')),
    lat: v.pipe(v.number('纬度应为数字'), v.minValue(-90, '纬度不正确'), v.maxValue(90, '纬度不正确')),
    system: v.picklist(coordinateSystems, '请注明坐标系：gcj02 或 wgs84'),
    accuracy: v.optional(
      v.pipe(v.number('定位精度应为米数'), v.minValue(0, '定位精度不正确'), v.maxValue(100_000, '定位精度不正确')),
    ),
  },
  '位置不正确',
)
export type Point = v.InferOutput<typeof point>

/** Ids of files uploaded before, in the order to show them. */
export const photos = v.optional(
  v.pipe(
    v.array(id('照片'), '照片列表不正确'),
    v.maxLength(limits.photos, `照片最多 ${limits.photos} 张`),
    v.check((ids) => new Set(ids).size === ids.length, '照片有重复'),
  ),
  [],
)

export const version = v.pipe(v.number('缺少版本号'), v.integer('版本号不正确'), v.minValue(1, '版本号不正确'))

export const phone = v.pipe(v.string('请填写手机号'), v.trim(), v.regex(/^1[3-9]\d{9}$/, '手机号应为 11 位数字'))

const isDay = (s: string) => /^\d{4}-\d{2}-\d{2}$/.test(s) && new Date(`${s}T00:00:00Z`).toJSON()?.slice(0, 10) === s

/** A day in China, `2026-11-23`; sorts as text. */
export const day = (label = '日期') => v.pipe(v.string(`请选择${label}`), v.check(isDay, `${label}不正确`))

/** A time of day in China, `08:30`; sorts as text. */
export const clockTime = (label: string) =>
  v.pipe(v.string(`请填写${label}`), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, `${label}应像 08:30 这样填写`))

/** An amount of money in whole cents (分). */
export const cents = (label: string) =>
  v.pipe(
    v.number(`请填写${label}`),
    v.integer(`${label}不能有不到一分的零头`),
    v.minValue(0, `${label}不能是负数`),
    v.maxValue(limits.cents, `${label}太大了`),
  )

/** A whole number within bounds, both inclusive. */
export const count = (label: string, { min = 0, max }: { min?: number; max: number }) =>
  v.pipe(
    v.number(`请填写${label}`),
    v.integer(`${label}应为整数`),
    v.minValue(min, `${label}最少 ${min}`),
    v.maxValue(max, `${label}最多 ${max}`),
  )

/** A photo as an answer carries it: `url` is readable for a short time by whoever got the answer. */
export const photo = v.object({ fileId: v.string(), url: v.string() })
export type Photo = v.InferOutput<typeof photo>

/** Whoever owes the answer: an area of the city, or a department of a district. */
export const unitLevels = ['grid', 'community', 'street', 'district', 'city', 'department'] as const
export type UnitLevel = (typeof unitLevels)[number]
export const unit = v.object({ level: v.picklist(unitLevels), id: v.string(), name: v.string() })
export type Unit = v.InferOutput<typeof unit>
