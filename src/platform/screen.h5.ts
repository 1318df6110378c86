import type { Unsubscribe } from './types'

/** Room for two columns. */
const wide = '(min-width: 960px)'

export const isWide = (): boolean => window.matchMedia(wide).matches

export function onWide(listener: () => void): Unsubscribe {
  const query = window.matchMedia(wide)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
