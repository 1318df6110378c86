import { ActionError, conflict } from '../contract/errors'
import { action } from '../kernel/action'
import { withRole } from '../kernel/people'
import { calendarOrNot } from './load'
import { arrangementWrong } from './settings.rules'

/** What is known of a year's holidays, so that the city sees whether it is missing, and can correct what it entered. */
export const calendar = action({
  name: 'booking.calendar',
  policy: withRole('cityStaff'),
  async run({ ports: { store } }, { year }) {
    const entry = await store.get('calendarYears', String(year))
    return { known: (await calendarOrNot(store, `${year}-01-01`)) !== undefined, entry }
  },
})

/**
 * Enters the State Council's holiday notice of a year. From then on its days can be booked; it holds over what the
 * calendar's library says.
 */
export const editCalendar = action({
  name: 'booking.editCalendar',
  policy: withRole('cityStaff'),
  perHour: 30,
  async run(context, { year, version, holidays, workdays, source }) {
    const wrong = arrangementWrong({ year, holidays, workdays })
    if (wrong) throw new ActionError('INVALID', wrong.holidays ?? wrong.workdays, wrong)
    const id = String(year)
    const arrangement = { id, holidays: [...holidays].sort(), workdays: [...workdays].sort(), source }
    return context.commit(async (tx) => {
      const written = await (version === undefined
        ? tx.insert('calendarYears', arrangement)
        : tx.replace('calendarYears', { ...arrangement, version }))
      if (!written) throw conflict(`${year} 年的放假安排刚刚有人填过，请刷新后再改`)
      return { answer: { id, version: (version ?? 0) + 1 } }
    })
  },
})
