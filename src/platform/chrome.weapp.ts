import type { Heading, TextSize } from './types'

/** WeChat draws title and way back itself. */
export const pageHeading = (): Heading | undefined => undefined

/** WeChat's own bars follow WeChat's own text size. */
export const setChromeTextSize = (_size: TextSize): void => {}
