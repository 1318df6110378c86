import { serve } from '../kernel/serve'
import { mediationActions } from './actions'

export const main = serve(mediationActions)
