import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import { Icon } from './icon'
import './wrong.scss'

/** What is wrong with a question that is no single field; read out when it comes. */
export const Wrong = ({ children }: { children: string | undefined }) =>
  children === undefined ? null : (
    <View className='hh-wrong' {...aria({ role: 'alert', live: 'assertive' })}>
      <Icon name='warning' />
      <Text>{children}</Text>
    </View>
  )
