import { serve } from '../kernel/serve'
import { areaActions } from './actions'

export const main = serve(areaActions)
