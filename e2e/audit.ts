/** What is wrong with one element of a page. */
export interface Finding {
  page: string
  rule: 'name' | 'contrast' | 'small text' | 'small target' | 'small action'
  /** Tag and first class. */
  element: string
  /** What a person sees of it. */
  shows: string
  measured: string
}

/**
 * Runs in the page. Measures what look.md and WCAG AA ask of every page: a name for whatever answers a tap, contrast of
 * text, sizes of text and of targets. Sizes in CSS pixels.
 */
export function audit({ mode, page }: { mode: 'standard' | 'elder'; page: string }): Finding[] {
  const sizes = { standard: { small: 16, body: 18, target: 44 }, elder: { small: 20, body: 24, target: 60 } }[mode]
  const roles = ['button', 'radio', 'tab', 'switch', 'checkbox', 'link', 'option']
  const interactive = [...roles.map((role) => `[role="${role}"]`), 'button', 'a[href]', 'input', 'textarea'].join(',')
  const chrome = '#bar, #tabs, .weui-tabbar, .toast, .taro__toast'
  const findings: Finding[] = []

  const isShown = (element: Element) =>
    element.checkVisibility({ checkVisibilityCSS: true }) && element.closest('[aria-hidden="true"]') === null
  const nameOf = (element: Element) => {
    const label = element.getAttribute('aria-label') ?? element.getAttribute('alt')
    return (label ?? window.__read(element)).replace(/\s+/g, ' ').trim()
  }
  const note = (rule: Finding['rule'], element: Element, measured: string) =>
    findings.push({
      page,
      rule,
      element: `${element.tagName.toLowerCase()}.${String(element.className).split(' ')[0]}`,
      shows: nameOf(element).slice(0, 24),
      measured,
    })

  type Colour = [number, number, number, number]
  const parse = (text: string): Colour => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
    return [r, g, b, a]
  }
  const over = ([r, g, b, a]: Colour, [r2, g2, b2]: Colour): Colour => [
    r * a + r2 * (1 - a),
    g * a + g2 * (1 - a),
    b * a + b2 * (1 - a),
    1,
  ]
  const groundOf = (element: Element): Colour => {
    const layers: Colour[] = []
    for (let at: Element | null = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor)
      layers.push(colour)
      if (colour[3] === 1) break
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1] as Colour)
  }
  const luminance = ([r, g, b]: Colour) => {
    const [lr, lg, lb] = [r, g, b].map((channel) => {
      const c = channel / 255
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * lr + 0.7152 * lg + 0.0722 * lb
  }
  const contrast = (a: Colour, b: Colour) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
    return (light + 0.05) / (dark + 0.05)
  }

  const texts: HTMLElement[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (parent && node.textContent?.trim() && isShown(parent) && !parent.closest(`${chrome}, script, style`))
      texts.push(parent)
  }
  for (const element of new Set(texts)) {
    const style = getComputedStyle(element)
    const size = Number.parseFloat(style.fontSize)
    if (size < sizes.small) note('small text', element, `${size}px`)
    const isOff = element.closest('[aria-disabled="true"]') !== null
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
    const ground = groundOf(element)
    const ratio = contrast(over(parse(style.color), ground), ground)
    if (!isOff && ratio < (isLarge ? 3 : 4.5)) note('contrast', element, `${ratio.toFixed(2)}:1`)
  }

  for (const element of document.querySelectorAll<HTMLElement>(interactive)) {
    if (!isShown(element) || element.closest(chrome)) continue
    if (nameOf(element) === '') note('name', element, 'none')
    const isField = element.matches('input, textarea')
    const box = (isField ? (element.parentElement ?? element) : element).getBoundingClientRect()
    if (Math.min(box.width, box.height) < sizes.target - 0.5)
      note('small target', element, `${box.width.toFixed(0)} x ${box.height.toFixed(0)}`)
    const letters = isField ? [element] : texts.filter((text) => element.contains(text))
    const largest = Math.max(...letters.map((text) => Number.parseFloat(getComputedStyle(text).fontSize)))
    if (letters.length > 0 && largest < sizes.body) note('small action', element, `${largest}px`)
  }
  return findings
}
