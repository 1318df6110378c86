import type * as engine from 'glass-easel'

/** One of WeChat's own components on its DOM element. */
export interface Builtin {
  $$: HTMLElement
  /** Properties as the template gives them. */
  data: Record<string, any>
  triggerEvent(name: string, detail?: unknown, options?: object): void
  addListener(name: string, listener: (event: { target: unknown }) => void): void
}

/** What a component's behaviour offers to the others. */
export interface Control {
  /** Value of the field, for the form and the group round it. */
  value?(): unknown
  /** Sets a changed property on the DOM. */
  update?(property: string, value: unknown): void
  /** Element that a screen reader reads, when it is not the component's own. */
  field?: HTMLElement
}

export interface Definition {
  /** Properties besides the common ones, all of any type. */
  properties?: Record<string, unknown>
  /** Properties to show as attributes, for styles and tests. */
  reflect?: string[]
  create?(component: Builtin): Control
}

const controls = new WeakMap<Element, Control>()
const components = new WeakMap<Element, Builtin>()

export const controlOf = (element: Element) => controls.get(element)
export const componentOf = (element: Element) => components.get(element)

/** The component round this one, by its WeChat tag. */
export const around = (component: Builtin, tag: string): Builtin | undefined => {
  const element = component.$$.parentElement?.closest(`wx-${tag}`)
  return element ? components.get(element) : undefined
}

const aria = ['Label', 'Hidden', 'Checked', 'Selected', 'Expanded', 'Disabled', 'Required', 'Invalid', 'Live', 'Modal']
const attributeOf: Record<string, string> = { ariaRole: 'role' }
for (const name of aria) attributeOf[`aria${name}`] = `aria-${name.toLowerCase()}`

const common: Record<string, unknown> = {
  hoverClass: '',
  hoverStopPropagation: false,
  hoverStartTime: 0,
  hoverStayTime: 0,
  animation: undefined,
  hidden: false,
  name: '',
  disabled: false,
  ...Object.fromEntries(Object.keys(attributeOf).map((name) => [name, undefined])),
}

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function setAttribute(element: HTMLElement, name: string, value: unknown) {
  if (value === undefined || value === null || value === '') element.removeAttribute(name)
  else element.setAttribute(name, String(value))
}

/** Sets a boolean attribute as HTML does: there, empty, or absent. */
const setFlag = (element: HTMLElement, name: string, value: unknown) =>
  setAttribute(element, name, value === true ? ' ' : value === false ? undefined : value)

function show(component: Builtin, property: string, definition: Definition) {
  const element = component.$$
  const control = controls.get(element)
  const value = component.data[property]
  if (property in attributeOf) setAttribute(control?.field ?? element, attributeOf[property], value)
  else if (property === 'hidden' || definition.reflect?.includes(property)) setFlag(element, dashed(property), value)
  control?.update?.(property, value)
}

/** Registers one built-in component. */
export function defineBuiltin(space: engine.ComponentSpace, tag: string, definition: Definition) {
  const properties = { ...common, ...definition.properties }
  const names = Object.keys(properties)
  return space
    .define(tag)
    .options({ writeIdToDOM: false })
    .definition({
      properties: Object.fromEntries(names.map((name) => [name, { type: null, value: properties[name] }])) as never,
      lifetimes: {
        attached() {
          const component = this as unknown as Builtin
          components.set(component.$$, component)
          controls.set(component.$$, definition.create?.(component) ?? {})
          for (const name of names) show(component, name, definition)
        },
      },
      observers: Object.fromEntries(
        names.map((name) => [
          name,
          function (this: unknown) {
            const component = this as Builtin
            if (component.$$ && components.has(component.$$)) show(component, name, definition)
          },
        ]),
      ),
    } as never)
    .registerComponent()
}
