import { around } from './around'
import { building } from './building'
import { changeWorker } from './changeWorker'
import { children } from './children'
import { coverage } from './coverage'
import { locate } from './locate'
import { moveItems } from './moveItems'
import { search } from './search'
import { staff } from './staff'

export const areaActions = [search, children, building, locate, around, coverage, staff, changeWorker, moveItems]
