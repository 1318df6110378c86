/** Every limit that the form, the schema and the server share. Lengths in characters, sizes in bytes. */
export const limits = {
  description: { min: 2, max: 1000 },
  note: { min: 2, max: 500 },
  place: { max: 100 },
  name: { min: 1, max: 20 },
  unit: { max: 20 },
  search: { min: 1, max: 30 },
  id: { max: 64 },
  requestId: { max: 64 },
  photos: 9,
  photoBytes: 10 * 1024 * 1024,
  /** Digits of the receipt of a confidential report. */
  receiptDigits: 16,
  score: { min: 1, max: 5 },
  /** Times a reporter may reopen before the street decides. */
  reopens: 2,
  /** Rows of one page of a list. */
  page: 20,
} as const
