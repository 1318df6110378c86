import type { Builtin, Control, Definition } from './define'

const properties = {
  value: '',
  type: 'text',
  password: false,
  placeholder: '',
  placeholderStyle: '',
  placeholderClass: '',
  maxlength: 140,
  focus: false,
  autoFocus: false,
  cursor: 0,
  confirmType: 'done',
  confirmHold: false,
  autoHeight: false,
  showConfirmBar: true,
  adjustPosition: true,
  cursorSpacing: 0,
}

/** WeChat's -1 is «no limit». */
function setLimit(field: HTMLInputElement | HTMLTextAreaElement, characters: number) {
  if (characters >= 0) field.maxLength = characters
  else field.removeAttribute('maxlength')
}

function createField(component: Builtin, field: HTMLInputElement | HTMLTextAreaElement): Control {
  const { data } = component
  const isLine = field instanceof HTMLInputElement
  if (isLine) field.type = data.password ? 'password' : 'text'
  if (isLine && data.type === 'number') field.inputMode = 'numeric'
  component.$$.append(field)
  field.oninput = (event) => {
    event.stopPropagation()
    component.triggerEvent('input', { value: field.value, cursor: field.selectionStart, keyCode: 0 })
  }
  field.onfocus = () => component.triggerEvent('focus', { value: field.value, height: 0 })
  field.onblur = () => component.triggerEvent('blur', { value: field.value, cursor: field.selectionStart })
  field.onkeydown = (event) => {
    if (!isLine || event.key !== 'Enter') return
    component.triggerEvent('confirm', { value: field.value })
    field.blur()
  }
  return {
    field,
    value: () => field.value,
    update(property, value) {
      if (property === 'value' && field.value !== String(value ?? '')) field.value = String(value ?? '')
      if (property === 'placeholder') field.placeholder = String(value ?? '')
      if (property === 'disabled') field.disabled = Boolean(value)
      if (property === 'maxlength') setLimit(field, Number(value))
      if (property === 'focus' && value === true) field.focus()
    },
  }
}

export const fields: Record<string, Definition> = {
  input: { properties, create: (component) => createField(component, document.createElement('input')) },
  textarea: { properties, create: (component) => createField(component, document.createElement('textarea')) },
}
