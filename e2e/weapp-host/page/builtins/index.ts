import type * as engine from 'glass-easel'
import { choices } from './choices'
import { containers } from './containers'
import { defineBuiltin } from './define'
import { fields } from './fields'

/** Registers WeChat's own components, as far as the product uses them. Answers their definitions by tag. */
export function defineBuiltins(space: engine.ComponentSpace) {
  const all = { ...containers, ...fields, ...choices }
  return Object.fromEntries(
    Object.entries(all).map(([tag, definition]) => [tag, defineBuiltin(space, tag, definition)]),
  )
}
