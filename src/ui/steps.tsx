import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import './steps.scss'

/** Head of a form that asks one thing a step: where one is, what is left, what is asked now. */
export const Steps = ({ current, total, title }: { /** From 1. */ current: number; total: number; title: string }) => (
  <View className='hh-steps'>
    <Text className='hh-steps__count'>{`第 ${current} 步，共 ${total} 步`}</Text>
    <View className='hh-steps__bar' {...aria({ hidden: true })}>
      <View className='hh-steps__done' style={{ width: `${(100 * current) / total}%` }} />
    </View>
    <Text className='hh-steps__title' {...aria({ role: 'heading', live: 'polite' })}>
      {title}
    </Text>
  </View>
)
