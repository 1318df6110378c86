declare global {
  interface Window {
    /** What a person can read of the element: hidden text is left out. */
    __read(element: Element): string
  }
}

/** Runs in the page before its own scripts. */
export function installReader() {
  // biome-ignore lint/performance/useDomNodeTextContent: textContent has what nobody sees
  window.__read = (element) => (element as HTMLElement).innerText ?? ''
}

/**
 * Runs in the page, again and again until it answers: the element in front that answers a tap and is called `name`.
 * What a sheet covers is not in front. Exact names win over names that begin with it. Scrolls what it finds into view.
 */
export function findTappable(name: string): Element | undefined {
  const roles = ['button', 'radio', 'tab', 'switch', 'checkbox', 'link', 'option']
  const selector = [...roles.map((role) => `[role="${role}"]`), 'button', 'a[href]', '.weui-tabbar__item'].join(',')
  const nameOf = (element: Element) => {
    const name = element.getAttribute('aria-label') ?? window.__read(element)
    return name.replace(/\s+/g, ' ').trim()
  }
  const isShown = (element: Element) => element.checkVisibility({ checkVisibilityCSS: true })
  const isInFront = (element: Element) => {
    element.scrollIntoView({ block: 'center', behavior: 'instant' })
    const { left, top, width, height } = element.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return hit !== null && (element.contains(hit) || hit.contains(element))
  }
  const candidates = [...document.querySelectorAll(selector)].filter(
    (element) => element.getAttribute('aria-disabled') !== 'true' && isShown(element),
  )
  const exact = candidates.filter((element) => nameOf(element) === name)
  const beginning = candidates.filter((element) => nameOf(element).startsWith(name))
  return [...exact, ...beginning].find(isInFront)
}

/** Runs in the page: everything a person can read on it now, line by line. */
export const visibleText = (): string => window.__read(document.body)

interface Pattern {
  source: string
  flags: string
}

/** Runs in the page: the match of the pattern in what a person can read. */
export function matchOnScreen({ source, flags }: Pattern): string[] | null {
  return new RegExp(source, flags).exec(window.__read(document.body))
}

/** Runs in the page: whether a person cannot read what matches the pattern. */
export function isOffScreen({ source, flags }: Pattern): boolean {
  return !new RegExp(source, flags).test(window.__read(document.body))
}
