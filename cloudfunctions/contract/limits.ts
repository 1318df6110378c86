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
  /** Largest amount of money, in cents: ten thousand yuan. */
  cents: 1_000_000,
  booking: {
    /** Places of one slot, people in its line, days one may look at in one go. */
    capacity: 1000,
    line: 1000,
    days: 31,
    windows: 40,
    exceptions: 100,
    questions: 8,
    answer: { max: 200 },
    dishes: 40,
    portions: 5,
    /** Digits of the code shown at the counter, and of the one-time code by which a child is handed over. */
    codeDigits: 6,
    pickupDigits: 6,
    pickupTries: 5,
    /** Days a proxy may last at most. */
    proxyDays: 366,
    fetchers: 5,
    children: 8,
    chosenName: { min: 1, max: 12 },
    consultNote: { max: 2000 },
    /** So many no-shows within so many days pause the service for so many days. */
    noShows: 3,
    noShowDays: 30,
    pauseDays: 14,
  },
  /** Rows of one page of a list. */
  page: 20,
  deliberation: {
    title: { min: 4, max: 40 },
    body: { min: 2, max: 2000 },
    post: { min: 1, max: 500 },
    question: { min: 4, max: 100 },
    option: { min: 1, max: 40 },
    options: { min: 2, max: 20 },
    mentions: 5,
    agenda: 10,
    carried: 20,
    /** Hours a captain may silence somebody for. */
    muteHours: 72,
    /** Days a poll may stay open. */
    pollDays: 90,
    /** Ballots of one batch on paper. */
    paperBatch: 500,
    /** Digits of the code that shows that a ballot is in the box. */
    inclusionDigits: 16,
    /** Below so many ballots only the outcome is shown. */
    sumsFrom: 5,
    /** From so many opinions on it a statement shows whether it unites or divides. */
    opinionsFrom: 7,
  },
} as const
