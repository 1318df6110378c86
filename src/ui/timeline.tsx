import type { TimelineEvent } from '@contract/item'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import { Photos } from './photos'
import { When } from './when'
import './timeline.scss'

/** What happened to an item, oldest first, by role and never by name. */
export const Timeline = ({ events }: { events: readonly TimelineEvent[] }) => (
  <View className='hh-timeline' {...aria({ role: 'list', label: '办理过程' })}>
    {events.map((e, i) => (
      <View
        key={e.seq}
        className={i === events.length - 1 ? 'hh-timeline__event hh-timeline__event--last' : 'hh-timeline__event'}
        {...aria({ role: 'listitem' })}
      >
        <View className='hh-timeline__dot' />
        <Text className='hh-timeline__title'>{e.title}</Text>
        <View className='hh-timeline__by'>
          <When at={e.at} />
          <Text>{` · ${e.actor}`}</Text>
        </View>
        {e.note !== undefined && <Text className='hh-timeline__note'>{e.note}</Text>}
        <Photos photos={e.photos} />
      </View>
    ))}
  </View>
)
