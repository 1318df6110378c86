import { type ComponentType, createElement, Fragment, forwardRef, type ReactNode, type Ref } from 'react'

/** `@tarojs/components` as plain DOM elements, so that tests find them by role, label and text. */

type Props = Record<string, unknown> & { children?: ReactNode }
type Handler = (event: { detail: unknown; stopPropagation(): void; preventDefault(): void }) => void
type ChangeEvent = { target: { value: string; checked: boolean }; stopPropagation(): void; preventDefault(): void }
type Mapping = (props: Props) => Props

const kept = ['id', 'className', 'style', 'src', 'disabled', 'hidden', 'name', 'title', 'tabIndex', 'role']
const events = ['onClick', 'onKeyDown', 'onScroll', 'onLoad', 'onError', 'onTouchStart', 'onTouchMove', 'onTouchEnd']

/** Taro's `ariaLabel` becomes `aria-label`, `ariaRole` becomes `role`. */
const domName = (name: string) =>
  name === 'ariaRole' ? 'role' : name.replace(/^aria[A-Z]/, (m) => `aria-${m.slice(4).toLowerCase()}`)

function domProps(props: Props): Props {
  const out: Props = {}
  for (const [name, value] of Object.entries(props)) {
    const dom = domName(name)
    if (kept.includes(dom) || events.includes(dom) || /^(aria|data)-/.test(dom)) out[dom] = value
  }
  return out
}

const element = (tag: string, more: Mapping = () => ({})) =>
  forwardRef((props: Props, ref: Ref<HTMLElement>) =>
    createElement(tag, { ref, ...domProps(props), ...more(props) }, props.children),
  ) as unknown as ComponentType<Props>

/** An element without children of its own. */
const leaf = (tag: string, more: Mapping) =>
  forwardRef((props: Props, ref: Ref<HTMLElement>) =>
    createElement(tag, { ref, ...domProps(props), ...more(props) }),
  ) as unknown as ComponentType<Props>

/** Calls a Taro handler with WeChat's shape of event. */
const tell = (handler: unknown, detail: unknown, event: ChangeEvent) => {
  if (typeof handler === 'function')
    (handler as Handler)({
      detail,
      stopPropagation: () => event.stopPropagation(),
      preventDefault: () => event.preventDefault(),
    })
}

const textField = (tag: 'input' | 'textarea') =>
  leaf(tag, (p) => ({
    ...(tag === 'input' && {
      type: p.password ? 'password' : 'text',
      inputMode: p.type === 'number' ? 'numeric' : undefined,
    }),
    value: p.value ?? '',
    placeholder: p.placeholder,
    // Taro's H5 hands these on to the browser's own element
    ...(p.nativeProps as Props | undefined),
    maxLength: typeof p.maxlength === 'number' && p.maxlength >= 0 ? p.maxlength : undefined,
    onChange: (e: ChangeEvent) => tell(p.onInput, { value: e.target.value }, e),
    onBlur: (e: ChangeEvent) => tell(p.onBlur, { value: e.target.value }, e),
    onFocus: (e: ChangeEvent) => tell(p.onFocus, { value: e.target.value }, e),
  }))

const tick = (type: 'checkbox' | 'radio', role?: string) =>
  leaf('input', (p) => ({
    type,
    role,
    checked: Boolean(p.checked),
    onChange: (e: ChangeEvent) => tell(p.onChange, { value: e.target.checked }, e),
  }))

export const View = element('div')
export const Text = element('span')
export const Block = ({ children }: Props) => createElement(Fragment, null, children)
export const CustomWrapper = Block
export const RootPortal = Block
export const ScrollView = element('div')
export const Swiper = element('div')
export const SwiperItem = element('div')
export const Label = element('label')
export const Button = element('button', () => ({ type: 'button' }))
export const Form = element('form', (p) => ({
  onSubmit: (e: ChangeEvent) => {
    e.preventDefault()
    tell(p.onSubmit, { value: {} }, e)
  },
}))
export const Image = leaf('img', (p) => ({ alt: (p.ariaLabel ?? p['aria-label'] ?? '') as string }))
export const Input = textField('input')
export const Textarea = textField('textarea')
export const Switch = tick('checkbox', 'switch')
export const Checkbox = tick('checkbox')
export const Radio = tick('radio')
export const CheckboxGroup = element('div')
export const RadioGroup = element('div', () => ({ role: 'radiogroup' }))

/** A `select` in place of WeChat's wheel; `fireEvent.change` with the position of the choice, or with the date. */
export const Picker = forwardRef((props: Props, ref: Ref<HTMLElement>) => {
  const rows = (Array.isArray(props.range) ? props.range : []) as unknown[]
  const onChange = (e: ChangeEvent) => tell(props.onChange, { value: e.target.value }, e)
  const name = (row: unknown) =>
    String(typeof props.rangeKey === 'string' ? (row as Record<string, unknown>)[props.rangeKey] : row)
  const control =
    props.mode === 'date' || props.mode === 'time'
      ? createElement('input', { ...domProps(props), type: props.mode, value: props.value ?? '', onChange })
      : createElement(
          'select',
          { ...domProps(props), value: String(props.value ?? ''), onChange },
          rows.map((row, i) => createElement('option', { key: name(row), value: String(i) }, name(row))),
        )
  return createElement('div', { ref }, control, props.children)
}) as unknown as ComponentType<Props>
