export { CareFields, type TypedCare } from './care-fields'
export { DayGrid } from './day-grid'
export { type BookingDeed, bookingDeed, Deed } from './deed'
export { Handover } from './handover'
export { kindHints, kindIcons } from './kinds'
export { Qr } from './qr'
export { Failed, Read } from './read'
export { Reading } from './reading'
export { Several } from './several'
export {
  bookingTone,
  dateWords,
  dayOfDigits,
  digitsOfDay,
  dishLine,
  listWords,
  spanOf,
  unknownYear,
  yuan,
} from './words'
