import { categories, editCategory } from './categories'
import { follow } from './follow'
import { join, nearby } from './nearby'
import { report } from './report'
import { stepActions } from './steps'

export const hazardActions = [categories, editCategory, nearby, report, join, follow, ...stepActions]
