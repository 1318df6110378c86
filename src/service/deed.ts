import { bookingContract } from '@contract/booking'
import type { Call } from '@/platform/client'
import { Doing } from './doing'

/** Something a person does about bookings. */
export class Deed extends Doing<keyof typeof bookingContract> {
  constructor(call: Call) {
    super(call, bookingContract)
  }
}
