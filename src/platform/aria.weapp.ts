import type { Aria, FieldAria } from './types'

/** Attributes of a Taro element that a screen reader reads; `config/` makes the templates carry them. */
export const aria = (a: Aria): Record<string, string | boolean | undefined> => ({
  ariaRole: a.role,
  ariaLabel: a.label,
  ariaHidden: a.hidden,
  ariaChecked: a.checked,
  ariaSelected: a.selected,
  ariaExpanded: a.expanded,
  ariaDisabled: a.disabled,
  ariaModal: a.modal,
  ariaLive: a.live,
})

/** WeChat has no keyboard focus. */
export const keys = (_onPress: (() => void) | undefined): Record<string, unknown> => ({})

export const fieldAria = ({ label, required, invalid }: FieldAria): Record<string, unknown> => ({
  ariaLabel: label,
  ariaRequired: required,
  ariaInvalid: invalid,
})
