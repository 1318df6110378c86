import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const src = join(__dirname, '..')
const tokens = readFileSync(join(__dirname, 'tokens.scss'), 'utf8')

const colours = Object.fromEntries(
  [...tokens.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
)

/** Relative luminance, WCAG 2.1. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(colours[a]), luminance(colours[b])].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

describe('text on its ground', () => {
  const pairs = [
    ...['ink', 'ink-2', 'ink-3', 'accent', 'danger', 'warn', 'done'].flatMap((text) => [
      [text, 'paper'],
      [text, 'ground'],
    ]),
    ...['accent', 'danger', 'warn', 'done'].flatMap((tone) => [
      [tone, `${tone}-soft`],
      ['ink', `${tone}-soft`],
      ['ink-2', `${tone}-soft`],
    ]),
    ['on-accent', 'accent'],
    ['on-accent', 'danger'],
    ['ink-2', 'rule'],
  ]
  test.each(pairs)('%s on %s reaches 4.5', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['paper', 'ground'])('the outline of a control on %s reaches 3', (ground) => {
    expect(contrast('outline', ground)).toBeGreaterThanOrEqual(3)
  })
})

describe('sizes', () => {
  /** Tokens of a step of text size, those of the standard one where it sets none of its own. */
  function step(selector: string): Record<string, number> {
    const blocks = ['.hh-root {', selector].map((s) => tokens.slice(tokens.indexOf(s)).split('}')[0])
    return Object.fromEntries(
      blocks.flatMap((block) => [...block.matchAll(/--([\w-]+): (\d+)px;/g)].map(([, name, px]) => [name, Number(px)])),
    )
  }
  test.each([
    ['.hh-root {', 18, 44],
    ['.hh-root--elder {', 24, 60],
    ['.hh-root--largest {', 30, 60],
  ])('%s: body at least %s, targets at least %s', (selector, body, target) => {
    const sizes = step(selector)
    expect(sizes['text-body']).toBeGreaterThanOrEqual(body)
    expect(sizes.tap).toBeGreaterThanOrEqual(target)
    expect(sizes['tap-small']).toBeGreaterThanOrEqual(target)
  })

  test('no stylesheet outside the tokens names a colour or a text size of its own', () => {
    const sheets = (readdirSync(src, { recursive: true }) as string[]).filter(
      (file) => file.endsWith('.scss') && !file.endsWith('tokens.scss') && file !== 'app.scss',
    )
    expect(sheets.length).toBeGreaterThan(10)
    for (const file of sheets) {
      const text = readFileSync(join(src, file), 'utf8').replace(/url\(.*\)/g, '')
      const literals = text.match(/#[0-9a-f]{3,8}\b(?=[;\s])|rgba?\(|font-size: \d.*|prefers-color-scheme/g) ?? []
      expect([file, literals]).toEqual([file, []])
    }
  })
})
