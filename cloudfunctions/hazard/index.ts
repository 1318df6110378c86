import { serve } from '../kernel/serve'
import { hazardActions } from './actions'

export const main = serve(hazardActions)
