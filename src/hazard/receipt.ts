import { limits } from '@contract/limits'

/**
 * The digits of a receipt out of what a person typed or pasted: spaces, dashes and anything between them fall away,
 * full-width digits count, and what is too long is cut.
 */
export function receiptDigits(typed: string): string {
  const narrow = typed.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  return narrow.replace(/\D/g, '').slice(0, limits.receiptDigits)
}
