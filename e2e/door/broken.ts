import fc from 'fast-check'

/** Inputs that nobody should send, for the fuzz test. */

const hostile = fc.constantFrom(
  '',
  ' ',
  '\0',
  '\u202e反转',
  '\ud800',
  "' OR 1=1 --",
  '"; DROP TABLE items; --',
  '../../secret',
  '$(id)',
  '{"$ne":null}',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  '1e999',
  '长'.repeat(2_000),
  'x'.repeat(5_000),
  '\n\r\t',
  'https://example.invalid/x?y=z',
)

const numbers = fc.oneof(
  fc.constantFrom(0, -0, -1, 1.5, 1e308, -1e308, 2 ** 53, 5e-324, 181, 1e21),
  fc.double(),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
)

const deep = fc.integer({ min: 5, max: 200 }).map((depth) => {
  let nested: unknown = '深'
  for (let i = 0; i < depth; i += 1) nested = i % 2 ? [nested] : { next: nested }
  return nested
})

/** Any value that JSON can carry, the nastier the likelier. */
export const anything = fc.oneof(
  hostile,
  fc.string({ unit: 'binary', maxLength: 80 }),
  numbers,
  fc.boolean(),
  fc.constant(null),
  deep,
  fc.array(hostile, { maxLength: 12 }),
  fc.dictionary(fc.oneof(hostile, fc.string({ maxLength: 12 })), fc.oneof(hostile, numbers), { maxKeys: 4 }),
  fc.jsonValue(),
)

/** What is done to one good input. */
export const breakage = fc.oneof(
  { weight: 6, arbitrary: fc.record({ how: fc.constant('wrong' as const), at: fc.nat(), value: anything }) },
  { weight: 2, arbitrary: fc.record({ how: fc.constant('missing' as const), at: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      how: fc.constant('extra' as const),
      key: fc.string({ minLength: 1, maxLength: 20 }),
      value: anything,
    }),
  },
  { weight: 1, arbitrary: fc.record({ how: fc.constant('proto' as const), value: anything }) },
  { weight: 2, arbitrary: fc.record({ how: fc.constant('instead' as const), value: anything }) },
)
type Breakage = typeof breakage extends fc.Arbitrary<infer T> ? T : never

/** The paths of an input, also inside its objects. */
const pathsOf = (value: object, under: string[] = []): string[][] =>
  Object.entries(value).flatMap(([key, inner]) => [
    [...under, key],
    ...(inner && typeof inner === 'object' && !Array.isArray(inner) ? pathsOf(inner, [...under, key]) : []),
  ])

/** The JSON text of the broken input: text, because `__proto__` survives only there. */
export function broken(good: Record<string, unknown>, how: Breakage): string {
  const copy = structuredClone(good)
  const paths = pathsOf(copy)
  const parentOf = (path: string[]) =>
    path.slice(0, -1).reduce<any>((inner, key) => inner[key], copy) as Record<string, unknown>
  if (how.how === 'instead') return text(how.value)
  if (how.how === 'proto') return `{"__proto__":${text(how.value)}${paths.length ? ',' : ''}${text(copy).slice(1)}`
  const path = paths.length > 0 && 'at' in how ? paths[how.at % paths.length] : undefined
  if (path && how.how === 'missing') delete parentOf(path)[path[path.length - 1]]
  else if (path && how.how === 'wrong') parentOf(path)[path[path.length - 1]] = how.value
  else copy[how.how === 'extra' ? how.key : 'unexpected'] = 'value' in how ? how.value : 1
  return text(copy)
}

export const text = (value: unknown) => JSON.stringify(value === undefined ? null : value)
