import { request } from './request'
import { stepActions } from './steps'

export const mediationActions = [request, ...stepActions]
