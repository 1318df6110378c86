import { around } from './around'
import { building } from './building'
import { children } from './children'
import { locate } from './locate'
import { search } from './search'

export const areaActions = [search, children, building, locate, around]
