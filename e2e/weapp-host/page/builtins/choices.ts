import { around, type Builtin, type Control, componentOf, controlOf, type Definition } from './define'

/** What one switches, ticks and picks. */

function createSwitch(component: Builtin): Control {
  const knob = component.$$.appendChild(document.createElement('div'))
  let isOn = false
  const set = (value: boolean) => {
    isOn = value
    knob.classList.toggle('on', value)
    component.$$.setAttribute('aria-checked', String(value))
  }
  component.$$.setAttribute('role', 'switch')
  component.addListener('tap', () => {
    if (component.data.disabled) return
    set(!isOn)
    component.triggerEvent('change', { value: isOn })
  })
  return {
    value: () => isOn,
    update(property, value) {
      if (property === 'checked') set(Boolean(value))
    },
  }
}

const inputIn = (element: Element) => element.querySelector('input')!

/** Values of the ticked boxes of a group; of radio buttons the one. */
function chosen(group: Builtin, tag: string): unknown {
  const values = [...group.$$.querySelectorAll(`wx-${tag}`)]
    .filter((element) => inputIn(element).checked)
    .map((element) => componentOf(element)?.data.value)
  return tag === 'radio' ? values[0] : values
}

const createTick =
  (tag: 'radio' | 'checkbox') =>
  (component: Builtin): Control => {
    const input = document.createElement('input')
    input.type = tag
    input.style.pointerEvents = 'none'
    component.$$.prepend(input)
    component.addListener('tap', () => {
      if (component.data.disabled) return
      const group = around(component, `${tag}-group`)
      if (tag === 'radio')
        for (const other of group?.$$.querySelectorAll('wx-radio') ?? []) inputIn(other).checked = false
      input.checked = tag === 'radio' || !input.checked
      group?.triggerEvent('change', { value: chosen(group, tag) })
    })
    return {
      field: input,
      update(property, value) {
        if (property === 'checked') input.checked = Boolean(value)
      },
    }
  }

const createGroup =
  (tag: string) =>
  (component: Builtin): Control => ({ value: () => chosen(component, tag) })

const tappable = 'wx-checkbox, wx-radio, wx-switch, wx-button'

/** A tap on a label counts as one on its field. */
function createLabel(component: Builtin): Control {
  component.addListener('tap', (event) => {
    const { for: id } = component.data
    const target = id ? document.getElementById(id) : component.$$.querySelector(tappable)
    const tapped = (event.target as { $$?: HTMLElement }).$$
    if (target && !(tapped && target.contains(tapped))) componentOf(target)?.triggerEvent('tap', {})
  })
  return {}
}

/** The values of the fields in a form, by name. */
function collect(form: Builtin): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const element of form.$$.querySelectorAll('*')) {
    const name = componentOf(element)?.data.name
    const control = controlOf(element)
    if (name && control?.value) values[name] = control.value()
  }
  return values
}

/** Puts the choices of a picker over the page. */
function openPicker(component: Builtin) {
  const { mode, range = [], rangeKey, value } = component.data
  const mask = document.body.appendChild(document.createElement('div'))
  mask.className = 'mask'
  mask.setAttribute('role', 'dialog')
  const sheet = mask.appendChild(document.createElement('div'))
  sheet.className = 'sheet'
  const finish = (answer: unknown) => {
    mask.remove()
    component.triggerEvent('change', { value: answer })
  }
  const addButton = (text: string, answer: () => unknown) => {
    const button = sheet.appendChild(document.createElement('button'))
    button.textContent = text
    button.onclick = () => finish(answer())
  }
  if (mode === 'date' || mode === 'time') {
    const input = sheet.appendChild(document.createElement('input'))
    input.type = mode
    input.value = value ?? ''
    addButton('确定', () => input.value)
  } else {
    const rows = range as (string | Record<string, string>)[]
    rows.forEach((row, i) => {
      addButton(typeof row === 'string' ? row : row[rangeKey], () => i)
    })
  }
}

function createPicker(component: Builtin): Control {
  component.addListener('tap', () => {
    if (!component.data.disabled) openPicker(component)
  })
  return { value: () => component.data.value }
}

function createButton(component: Builtin): Control {
  component.addListener('tap', () => {
    const { disabled, formType } = component.data
    const form = formType ? around(component, 'form') : undefined
    if (disabled || !form) return
    if (formType === 'submit') form.triggerEvent('submit', { value: collect(form) })
    else form.triggerEvent('reset')
  })
  return {}
}

export const choices: Record<string, Definition> = {
  button: {
    properties: { size: 'default', type: '', plain: false, loading: false, formType: '', openType: '' },
    reflect: ['size', 'type', 'plain', 'disabled', 'loading', 'openType'],
    create: createButton,
  },
  switch: { properties: { checked: false, color: '', type: '' }, create: createSwitch },
  checkbox: { properties: { value: '', checked: false, color: '' }, create: createTick('checkbox') },
  radio: { properties: { value: '', checked: false, color: '' }, create: createTick('radio') },
  'checkbox-group': { create: createGroup('checkbox') },
  'radio-group': { create: createGroup('radio') },
  label: { properties: { for: '' }, create: createLabel },
  form: { properties: { reportSubmit: false } },
  picker: {
    properties: { mode: 'selector', range: [], rangeKey: '', value: undefined, start: '', end: '', fields: '' },
    create: createPicker,
  },
}
