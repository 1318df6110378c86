/** What two pages say to each other, one opened by the other. */
export interface EventChannel {
  on(name: string, listener: (...args: unknown[]) => void): void
  once(name: string, listener: (...args: unknown[]) => void): void
  off(name: string, listener: (...args: unknown[]) => void): void
  emit(name: string, ...args: unknown[]): void
}

export function createChannel(): EventChannel {
  const listeners = new Map<string, Set<(...args: unknown[]) => void>>()
  const at = (name: string) => listeners.get(name) ?? listeners.set(name, new Set()).get(name)!
  return {
    on: (name, listener) => void at(name).add(listener),
    once(name, listener) {
      const first = (...args: unknown[]) => {
        at(name).delete(first)
        listener(...args)
      }
      at(name).add(first)
    },
    off: (name, listener) => void at(name).delete(listener),
    emit: (name, ...args) => {
      for (const listener of [...at(name)]) listener(...args)
    },
  }
}
