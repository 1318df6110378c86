import { fieldAria } from './aria.h5'
import type { FieldAria } from './types'

/** A field for digits in groups: a browser's number field would refuse the spaces, so it is a text field with the digit keys. */
export const digitsField = (field: FieldAria): Record<string, unknown> => {
  const { nativeProps } = fieldAria(field) as { nativeProps: Record<string, unknown> }
  return { type: 'text', nativeProps: { ...nativeProps, inputMode: 'numeric', autoComplete: 'off' } }
}
