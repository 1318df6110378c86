import type { FieldErrors } from '@contract/errors'
import * as v from 'valibot'

/**
 * What is wrong with a request before it is sent, by the same schema that the server checks: each field's path and the
 * sentence to show beside it. Empty when nothing is.
 */
export function fieldErrors<S extends v.GenericSchema>(schema: S, input: Partial<v.InferInput<S>>): FieldErrors {
  const result = v.safeParse(schema, input)
  const fields: FieldErrors = {}
  for (const issue of result.issues ?? []) fields[v.getDotPath(issue) ?? ''] ??= issue.message
  return fields
}

/** The sentence about a field or anything in it: `photos.2` is shown at `photos`. */
export const errorAt = (errors: FieldErrors, field: string): string | undefined =>
  errors[field] ?? Object.entries(errors).find(([path]) => path.startsWith(`${field}.`))?.[1]
