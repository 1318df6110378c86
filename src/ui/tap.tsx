import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { aria, keys } from '@/platform/aria'
import type { Aria } from '@/platform/types'

export type TapProps = PropsWithChildren<
  Aria & {
    className?: string
    onPress?: () => void
  }
>

/** Anything that answers a tap: press feedback, a role, a label, the keyboard in a browser. Without `onPress` a plain box. */
export function Tap({ className = '', onPress, children, role = 'button', ...a }: TapProps) {
  const press = a.disabled ? undefined : onPress
  return (
    <View
      className={className}
      hoverClass={press ? 'hh-pressed' : 'none'}
      hoverStayTime={100}
      onClick={
        press &&
        ((e) => {
          e.stopPropagation()
          press()
        })
      }
      {...aria({ ...a, role: onPress ? role : undefined })}
      {...keys(press)}
    >
      {children}
    </View>
  )
}
