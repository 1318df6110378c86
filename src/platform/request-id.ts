/** A new id for one intent: 24 characters of [0-9a-z]. Unique, not secret. */
export function newRequestId(): string {
  let id = ''
  while (id.length < 24) id += Math.random().toString(36).slice(2, 10)
  return id.slice(0, 24)
}
