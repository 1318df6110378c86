import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import { Button, EmergencyStrip } from '@/ui'

/** Somebody may be in danger at home: the telephone comes before any form. */
export const CallFirst = ({ onBack }: { onBack: () => void }) => (
  <View>
    <View className='mediation-call' {...aria({ role: 'alert' })}>
      <Text className='mediation-call__title'>有危险，先打 110</Text>
      <Text className='mediation-line'>
        有人动手、威胁，或者不让出门，先到安全的地方打 110。家里的暴力不是家务事，警察会管。
      </Text>
    </View>
    <EmergencyStrip numbers={['110']} large />
    <Button kind='text' icon='back' onPress={onBack}>
      选错了，换一类
    </Button>
  </View>
)
