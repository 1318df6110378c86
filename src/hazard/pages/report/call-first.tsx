import { type EmergencyNumber, emergencyNumbers, type HazardCategory } from '@contract/hazard'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import { Button, EmergencyStrip } from '@/ui'

const known = (number: string): number is EmergencyNumber => number in emergencyNumbers

/** Numbers to call before reporting; none where no life is in danger. */
export function emergenciesOf(category: HazardCategory): EmergencyNumber[] {
  if (category.severity !== 'critical') return []
  const numbers = category.call.filter(known)
  return numbers.length > 0 ? numbers : ['119', '110', '120']
}

/** A life may be in danger: the telephone comes before any form. */
export const CallFirst = ({ category, onBack }: { category: HazardCategory; onBack: () => void }) => (
  <View>
    <View className='report-call' {...aria({ role: 'alert' })}>
      <Text className='report-call__title'>先打电话</Text>
      <Text className='report-line'>
        {`${category.name}可能马上有危险。人先离开，到安全的地方打电话，打完再报告。`}
      </Text>
    </View>
    <EmergencyStrip numbers={emergenciesOf(category)} large />
    <Button kind='text' icon='back' onPress={onBack}>
      选错了，换一类
    </Button>
  </View>
)
