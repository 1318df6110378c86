import { appointments, note, saveNote } from './appointments'
import { checkIn } from './checkIn'
import { checkOut } from './checkOut'
import { dayList } from './dayList'
import { calendar, editCalendar } from './editCalendar'
import { editDay } from './editDay'
import { editMenu } from './editMenu'
import { editRoster } from './editRoster'
import { editService } from './editService'
import { answerSwap, askSwap, editShift } from './editShift'
import { editSite } from './editSite'
import { editSlot } from './editSlot'
import { noShow } from './noShow'
import { duty, roster } from './roster'
import { deliver, dropRound, rounds, takeRound } from './rounds'

/** What the staff of a site do and set, and its counsellors. */
export const staffActions = [
  checkIn,
  checkOut,
  noShow,
  dayList,
  rounds,
  takeRound,
  dropRound,
  deliver,
  editSite,
  editService,
  editSlot,
  editDay,
  editMenu,
  calendar,
  editCalendar,
  duty,
  roster,
  editRoster,
  editShift,
  askSwap,
  answerSwap,
  appointments,
  note,
  saveNote,
]
