import type { Unsubscribe } from './types'

/** WeChat shows a phone's column, on a computer too. */
export const isWide = (): boolean => false

export const onWide =
  (_listener: () => void): Unsubscribe =>
  () => {}
