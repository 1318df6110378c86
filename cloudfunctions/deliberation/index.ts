import { serve } from '../kernel/serve'
import { deliberationActions } from './actions'

export const main = serve(deliberationActions)
