/** A price in cents, and who pays which part of it when so much of it is subsidised at most. No import: a page reckons with it too. */
export function shareOf(totalCents: number, mostSubsidyCents: number): { priceCents: number; subsidyCents: number } {
  const subsidyCents = Math.min(totalCents, mostSubsidyCents)
  return { priceCents: totalCents - subsidyCents, subsidyCents }
}
