import { Text, View } from '@tarojs/components'
import type { PropsWithChildren, ReactNode } from 'react'
import { aria } from '@/platform/aria'
import { Icon, type IconName } from './icon'
import { Tap } from './tap'
import './card.scss'

/** A white sheet on the ground, with an optional heading. */
export const Card = ({ title, extra, children }: PropsWithChildren<{ title?: string; extra?: ReactNode }>) => (
  <View className='hh-card'>
    {title !== undefined && (
      <View className='hh-card__head'>
        <Text className='hh-card__title' {...aria({ role: 'heading' })}>
          {title}
        </Text>
        {extra}
      </View>
    )}
    {children}
  </View>
)

/** Cells in one card, as WeChat groups them. */
export const CellGroup = ({ title, children }: PropsWithChildren<{ title?: string }>) => (
  <View className='hh-group'>
    {title !== undefined && (
      <Text className='hh-group__title' {...aria({ role: 'heading' })}>
        {title}
      </Text>
    )}
    <View className='hh-group__cells'>{children}</View>
  </View>
)

export interface CellProps {
  title: string
  /** Below the title, in smaller text. */
  hint?: string
  /** A short value at the right, or below where large text leaves no room. */
  value?: ReactNode
  icon?: IconName
  onPress?: () => void
  /** Off for what happens on the spot and leads nowhere. */
  arrow?: boolean
}

/** One row of a group. With `onPress` it leads somewhere and shows an arrow. */
export const Cell = ({ title, hint, value, icon, onPress, arrow = true, children }: PropsWithChildren<CellProps>) => (
  <Tap className='hh-cell' onPress={onPress}>
    {icon && <Icon name={icon} className='hh-cell__icon' />}
    <View className='hh-cell__main'>
      <View className='hh-cell__body'>
        <Text className='hh-cell__title'>{title}</Text>
        {hint !== undefined && <Text className='hh-cell__hint'>{hint}</Text>}
        {children}
      </View>
      {value !== undefined && <View className='hh-cell__value'>{value}</View>}
    </View>
    {onPress && arrow && <Icon name='right' className='hh-cell__arrow' />}
  </Tap>
)
