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
      if (property === 'maxlength') field.maxLength = Number(value) >= 0 ? Number(value) : -1
      if (property === 'focus' && value === true) field.focus()
    },
  }
}

export const fields: Record<string, Definition> = {
  input: { properties, create: (component) => createField(component, document.createElement('input')) },
  textarea: { properties, create: (component) => createField(component, document.createElement('textarea')) },
}
