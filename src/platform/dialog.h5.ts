import { useEffect, useRef } from 'react'

/** Attributes of a dialog that takes the keyboard while it is open, closes on Escape, and gives the keyboard back. */
export function useDialog(onClose: () => void): Record<string, unknown> {
  const box = useRef<HTMLElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const before = document.activeElement
    box.current?.focus()
    const onKey = (e: KeyboardEvent) => {
      if (e.key === 'Escape') close.current()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  return { ref: box, tabIndex: -1 }
}
