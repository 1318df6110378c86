import type { Aria, FieldAria } from './types'

/** Attributes of a Taro element that a screen reader reads. Taro's H5 turns camel case into dashes, hence `role`. */
export const aria = (a: Aria): Record<string, string | boolean | undefined> => ({
  role: a.role,
  'aria-label': a.label,
  'aria-hidden': a.hidden ? 'true' : undefined,
  'aria-checked': flag(a.checked),
  'aria-selected': flag(a.selected),
  'aria-expanded': flag(a.expanded),
  'aria-disabled': a.disabled ? 'true' : undefined,
  'aria-modal': a.modal ? 'true' : undefined,
  'aria-live': a.live,
})

const flag = (value: boolean | undefined) => (value === undefined ? undefined : String(value))

/** Makes a tappable element reachable and usable by keyboard, as desk staff expect in a browser. */
export const keys = (onPress: (() => void) | undefined): Record<string, unknown> =>
  onPress
    ? {
        tabIndex: 0,
        onKeyDown: (e: KeyboardEvent) => {
          if (e.target !== e.currentTarget || (e.key !== 'Enter' && e.key !== ' ')) return
          e.preventDefault()
          onPress()
        },
      }
    : {}

/** The label of a text input, which in H5 belongs on the `input` inside Taro's element. */
export const fieldAria = ({ label, required, invalid }: FieldAria): Record<string, unknown> => ({
  nativeProps: {
    'aria-label': label,
    'aria-required': required ? 'true' : undefined,
    'aria-invalid': invalid ? 'true' : undefined,
  },
})
