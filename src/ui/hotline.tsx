import { emergencyNumbers } from '@contract/words'
import { Text, View } from '@tarojs/components'
import { phoneCall } from '@/platform/device'
import { Icon } from './icon'
import { Tap } from './tap'
import './emergency.scss'

/** 12356 in one tap: it asks nobody's name and the city nothing, and leaves no trace on the phone. */
export const Hotline = () => (
  <Tap
    className='hh-hotline'
    label={`拨打 12356 ${emergencyNumbers['12356']}，不用登录，不留记录`}
    onPress={() => phoneCall('12356')}
  >
    <Icon name='phone' />
    <View className='hh-hotline__body'>
      <Text className='hh-hotline__name'>心理热线 12356</Text>
      <Text className='hh-hotline__hint'>难受时现在就打。不用登录，不留记录</Text>
    </View>
  </Tap>
)
