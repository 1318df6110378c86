import { serve } from '../kernel/serve'
import { bookingActions } from './actions'

export const main = serve(bookingActions)
