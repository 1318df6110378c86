import { Text } from '@tarojs/components'
import { type PropsWithChildren, useRef, useState } from 'react'
import { Icon, type IconName } from './icon'
import { Tap } from './tap'
import './button.scss'

export interface ButtonProps {
  /** `primary` once a page at most; `danger` for what cannot be undone; `text` for a way out. */
  kind?: 'primary' | 'plain' | 'danger' | 'text'
  icon?: IconName
  /** Stays busy while the promise it answers is open, so that a second tap does nothing. */
  onPress: () => unknown
  /** Busy for a reason outside the button. */
  busy?: boolean
  disabled?: boolean
  /** Read out in place of the text. */
  label?: string
  /** As wide as its words, for use inside a row. */
  small?: boolean
}

export function Button({
  kind = 'primary',
  icon,
  onPress,
  busy = false,
  disabled = false,
  label,
  small = false,
  children,
}: PropsWithChildren<ButtonProps>) {
  const [running, setRunning] = useState(false)
  // State is one render late, and two quick taps can fall between
  const locked = useRef(false)
  const working = busy || running

  const press = () => {
    if (locked.current || busy) return
    const result = onPress()
    if (!(result instanceof Promise)) return
    locked.current = true
    setRunning(true)
    const done = () => {
      locked.current = false
      setRunning(false)
    }
    result.then(done, done)
  }

  const look = [
    'hh-button',
    `hh-button--${kind}`,
    small && 'hh-button--small',
    disabled && 'hh-button--off',
    working && 'hh-button--busy',
  ]
  return (
    <Tap className={look.filter(Boolean).join(' ')} onPress={press} disabled={disabled || working} label={label}>
      {icon && <Icon name={icon} />}
      <Text>{children}</Text>
      {working && <Text className='hh-button__busy'>…</Text>}
    </Tap>
  )
}
