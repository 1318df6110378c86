import { serve } from '../kernel/serve'
import { accountActions } from './actions'

export const main = serve(accountActions)
