// WeChat reads aria-* from the template, and Taro 4.2.1 writes none into base.wxml. Shared by the build and the runtime:
// the build puts the attributes into the templates, the runtime sends the values under the same short names.

const label = ['aria-role', 'aria-label', 'aria-hidden']
const state = ['aria-checked', 'aria-disabled', 'aria-selected', 'aria-expanded']
const field = ['aria-required', 'aria-invalid']

const attributes = {
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

/** Component name to attributes with an empty default, as Taro's template takes them. */
const components = {}
for (const name of Object.keys(attributes)) {
  components[name] = {}
  for (const attribute of attributes[name]) components[name][attribute] = ''
}

module.exports = { components }
