import { serve } from '../kernel/serve'
import { itemActions } from './actions'

export const main = serve(itemActions)
