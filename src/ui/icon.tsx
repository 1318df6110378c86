import { View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import './icon.scss'

export type IconName =
  | 'whistle'
  | 'phone'
  | 'home'
  | 'list'
  | 'bell'
  | 'person'
  | 'camera'
  | 'photo'
  | 'pin'
  | 'search'
  | 'clock'
  | 'check'
  | 'cross'
  | 'right'
  | 'back'
  | 'plus'
  | 'minus'
  | 'copy'
  | 'lock'
  | 'offline'
  | 'desk'
  | 'edit'
  | 'warning'
  | 'text'
  | 'star'
  | 'download'
  | 'bin'

/** A line icon in the colour of the text around it. It is decoration: the words beside it say the same. */
export const Icon = ({ name, className = '' }: { name: IconName; className?: string }) => (
  <View className={`hh-icon hh-icon--${name} ${className}`} {...aria({ hidden: true })} />
)
