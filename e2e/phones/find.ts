declare global {
  interface Window {
    /** What a person can read of the element: hidden text is left out. */
    __read(element: Element): string
    /** Whether one page is sliding over another, as Taro's H5 does; nobody reads or taps then. */
    __isSliding(): boolean
  }
}

/** Runs in the page before its own scripts. */
export function installReader() {
  // biome-ignore lint/performance/useDomNodeTextContent: textContent has what nobody sees
  window.__read = (element) => (element as HTMLElement).innerText ?? ''
  window.__isSliding = () => {
    const shown = [...document.querySelectorAll('.taro_page')].filter((page) => page.checkVisibility())
    return shown.length > 1 || shown.some((page) => Math.abs(page.getBoundingClientRect().left) > 1)
  }
}

export interface Wanted {
  /** In the order of preference. */
  names: string[]
  /** Also what has the name somewhere in it, as the row of a list does. */
  anywhere: boolean
}

/**
 * Runs in the page, again and again until it answers: the element in front that answers a tap and is called by one of
 * the names, and which one. What a sheet covers is not in front. Scrolls what it finds into view.
 */
export function findTappable({ names, anywhere }: Wanted): { element: Element; name: string } | undefined {
  if (window.__isSliding()) return undefined
  const roles = ['button', 'radio', 'tab', 'switch', 'checkbox', 'link', 'option']
  const selector = [...roles.map((role) => `[role="${role}"]`), 'button', 'a[href]', '.weui-tabbar__item'].join(',')
  const nameOf = (element: Element) => {
    const name = element.getAttribute('aria-label') ?? window.__read(element)
    return name.replace(/\s+/g, ' ').trim()
  }
  const isInFront = (element: Element) => {
    element.scrollIntoView({ block: 'center', behavior: 'instant' })
    const { left, top, width, height } = element.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return hit !== null && (element.contains(hit) || hit.contains(element))
  }
  const candidates = [...document.querySelectorAll(selector)].filter(
    (element) =>
      element.getAttribute('aria-disabled') !== 'true' && element.checkVisibility({ checkVisibilityCSS: true }),
  )
  for (const name of names) {
    const isCalled = [
      (found: string) => found === name,
      (found: string) => found.startsWith(name),
      (found: string) => anywhere && found.includes(name),
    ]
    for (const matches of isCalled) {
      const called = candidates.filter((candidate) => matches(nameOf(candidate)))
      const element = called.find(isInFront)
      if (element) return { element, name }
      // Covered for the moment, by a toast or a page that slides away: it is the one, once it is free
      if (called.length > 0) return undefined
    }
  }
  return undefined
}

/** Runs in the page: everything a person can read on it now, line by line. */
export const visibleText = (): string => window.__read(document.body)

/** Runs in the page: nothing slides and nothing is being loaded. */
export function isAtRest(): boolean {
  const loading = [...document.querySelectorAll('[aria-label="正在加载"]')]
  const isLoading = loading.some((skeleton) => skeleton.checkVisibility({ checkVisibilityCSS: true }))
  return !isLoading && !window.__isSliding() && [...document.images].every((image) => image.complete)
}

interface Pattern {
  source: string
  flags: string
}

/** Runs in the page: the match of the pattern in what a person can read. */
export function matchOnScreen({ source, flags }: Pattern): string[] | null {
  if (window.__isSliding()) return null
  return new RegExp(source, flags).exec(window.__read(document.body))
}

/** Runs in the page: whether a person cannot read what matches the pattern. */
export function isOffScreen({ source, flags }: Pattern): boolean {
  return !new RegExp(source, flags).test(window.__read(document.body))
}
