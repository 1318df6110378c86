// What the WeChat templates carry beside Taro 4.2.1's own choice. Shared by the build and the runtime: the build writes the
// attributes into base.wxml, the runtime sends the values under the same short names.

const label = ['aria-role', 'aria-label', 'aria-hidden']
const state = ['aria-checked', 'aria-disabled', 'aria-selected', 'aria-expanded']
const field = ['aria-required', 'aria-invalid']

const aria = {
  View: [...label, ...state, 'aria-live', 'aria-modal'],
  Text: [...label, 'aria-live'],
  Image: label,
  Button: [...label, ...state],
  Input: [...label, ...field],
  Textarea: [...label, ...field],
  Picker: [...label, ...field, 'aria-disabled'],
  Switch: [...label, 'aria-checked', 'aria-disabled'],
  ScrollView: label,
  Radio: [...label, 'aria-checked'],
  Checkbox: [...label, 'aria-checked'],
  Label: label,
  Form: label,
}

/** WeChat reads aria-* from the template, and Taro writes none. Component name to attributes with an empty default. */
const added = {}
for (const name of Object.keys(aria)) {
  added[name] = {}
  for (const attribute of aria[name]) added[name][attribute] = ''
}

/** Attributes that are left out of every template; plugin-template.test.ts fails when the client uses one of them. */
const left = [
  'animation',
  'bindAnimationStart',
  'bindAnimationIteration',
  'bindAnimationEnd',
  'bindTransitionEnd',
  'bindLongTap',
  'bindLongPress',
  'hover-stop-propagation',
  'hover-start-time',
  'space',
  'decode',
]

module.exports = { added, left }
