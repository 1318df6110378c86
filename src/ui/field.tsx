import { Input, Text, Textarea, View } from '@tarojs/components'
import { type PropsWithChildren, type ReactNode, useState } from 'react'
import { aria, fieldAria } from '@/platform/aria'
import { Icon } from './icon'
import { Tap } from './tap'
import './field.scss'

export interface FieldProps {
  label: string
  /** How to fill it in, said before the person starts. */
  hint?: string
  /** What is wrong and what to put there; beside the field, read out when it comes. */
  error?: string
  required?: boolean
  /** Beside the label: how many characters are left, for example. */
  note?: ReactNode
}

/** Label, hint, control and error of one question. */
export const Field = ({ label, hint, error, required = false, note, children }: PropsWithChildren<FieldProps>) => (
  <View className={error ? 'hh-field hh-field--wrong' : 'hh-field'} {...aria({ role: 'group', label })}>
    <View className='hh-field__head'>
      <View className='hh-field__label'>
        <Text>{label}</Text>
        {!required && <Text className='hh-field__optional'>（选填）</Text>}
      </View>
      {note !== undefined && <View className='hh-field__note'>{note}</View>}
    </View>
    {hint !== undefined && <Text className='hh-field__hint'>{hint}</Text>}
    {children}
    {error !== undefined && (
      <View className='hh-field__error' {...aria({ role: 'alert', live: 'assertive' })}>
        <Icon name='warning' />
        <Text>{error}</Text>
      </View>
    )}
  </View>
)

export interface TextInputProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  /** `nickname` lets WeChat offer the person's own name. */
  type?: 'text' | 'number' | 'nickname'
  maxLength?: number
  /** The keyboard's own finish key. */
  onConfirm?: (value: string) => void
  confirmType?: 'done' | 'next' | 'search' | 'send'
}

export const TextInput = ({
  value,
  onChange,
  placeholder,
  type = 'text',
  maxLength = 100,
  onConfirm,
  confirmType = 'done',
  ...field
}: TextInputProps) => (
  <Field {...field}>
    <Input
      className='hh-input'
      value={value}
      type={type}
      placeholder={placeholder}
      placeholderClass='hh-placeholder'
      maxlength={maxLength}
      confirmType={confirmType}
      cursorSpacing={80}
      onInput={(e) => onChange(e.detail.value)}
      onConfirm={(e) => onConfirm?.(e.detail.value)}
      {...fieldAria({ label: field.label, required: field.required, invalid: field.error !== undefined })}
    />
  </Field>
)

export interface TextAreaProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  maxLength: number
}

/** Several lines of text; says how many characters are left once it gets short. */
export function TextArea({ value, onChange, placeholder, maxLength, ...field }: TextAreaProps) {
  const left = maxLength - value.length
  return (
    <Field {...field} note={left <= Math.max(20, maxLength / 5) ? `还可写 ${Math.max(0, left)} 字` : undefined}>
      <Textarea
        className='hh-input hh-input--area'
        value={value}
        placeholder={placeholder}
        placeholderClass='hh-placeholder'
        maxlength={maxLength}
        autoHeight
        cursorSpacing={120}
        onInput={(e) => onChange(e.detail.value)}
        {...fieldAria({ label: field.label, required: field.required, invalid: field.error !== undefined })}
      />
    </Field>
  )
}

export interface ChoiceOption<V extends string> {
  value: V
  label: string
  hint?: string
}

export interface ChoiceProps<V extends string> extends FieldProps {
  options: readonly ChoiceOption<V>[]
  value: V | undefined
  onChange: (value: V) => void
}

/** One of a few, each a whole row to tap. */
export const Choice = <V extends string>({ options, value, onChange, ...field }: ChoiceProps<V>) => (
  <Field {...field}>
    <View className='hh-choice' {...aria({ role: 'radiogroup', label: field.label })}>
      {options.map((o) => (
        <Tap
          key={o.value}
          className={o.value === value ? 'hh-choice__row hh-choice__row--on' : 'hh-choice__row'}
          role='radio'
          checked={o.value === value}
          label={o.hint ? `${o.label}，${o.hint}` : o.label}
          onPress={() => onChange(o.value)}
        >
          <View className='hh-choice__dot' />
          <View className='hh-choice__body'>
            <Text className='hh-choice__label'>{o.label}</Text>
            {o.hint !== undefined && <Text className='hh-choice__hint'>{o.hint}</Text>}
          </View>
        </Tap>
      ))}
    </View>
  </Field>
)

/** Search box: asks as one types, `onSearch` when the keyboard's search key is tapped. */
export function SearchInput({
  label,
  value,
  onChange,
  onSearch,
  placeholder,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  onSearch?: (value: string) => void
  placeholder?: string
}) {
  const [focused, setFocused] = useState(false)
  return (
    <View className={focused ? 'hh-search hh-search--on' : 'hh-search'}>
      <Icon name='search' />
      <Input
        className='hh-search__input'
        value={value}
        placeholder={placeholder ?? label}
        placeholderClass='hh-placeholder'
        maxlength={30}
        confirmType='search'
        onInput={(e) => onChange(e.detail.value)}
        onConfirm={(e) => onSearch?.(e.detail.value)}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        {...fieldAria({ label })}
      />
      {value !== '' && (
        <Tap className='hh-search__clear' onPress={() => onChange('')} label='清除'>
          <Icon name='cross' />
        </Tap>
      )}
    </View>
  )
}
