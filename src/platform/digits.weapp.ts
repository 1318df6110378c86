import { fieldAria } from './aria.weapp'
import type { FieldAria } from './types'

/** A field for digits in groups: WeChat's digit keys, which leave spaces that the page puts in. */
export const digitsField = (field: FieldAria): Record<string, unknown> => ({ type: 'number', ...fieldAria(field) })
