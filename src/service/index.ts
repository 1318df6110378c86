export { DayGrid } from './day-grid'
export { type BookingDeed, bookingDeed, Deed } from './deed'
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
