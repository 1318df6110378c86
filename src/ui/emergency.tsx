import { type EmergencyNumber, emergencyNumbers } from '@contract/words'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import { phoneCall } from '@/platform/device'
import { Icon } from './icon'
import { Tap } from './tap'
import './emergency.scss'

const everyday: readonly EmergencyNumber[] = ['110', '119', '120', '12356']

/** One tap from the dialler. Needs nobody signed in, no network and nothing else on the page to work. */
export const EmergencyStrip = ({
  numbers = everyday,
  large = false,
}: {
  numbers?: readonly EmergencyNumber[]
  /** Above a form about something critical. */
  large?: boolean
}) => (
  <View
    className={large ? 'hh-emergency hh-emergency--large' : 'hh-emergency'}
    {...aria({ role: 'group', label: '紧急电话' })}
  >
    {numbers.map((number) => (
      <Tap
        key={number}
        className='hh-emergency__number'
        label={`拨打 ${number} ${emergencyNumbers[number]}`}
        onPress={() => phoneCall(number)}
      >
        {large && <Icon name='phone' />}
        <Text className='hh-emergency__digits'>{number}</Text>
        <Text className='hh-emergency__name'>{emergencyNumbers[number]}</Text>
      </Tap>
    ))}
  </View>
)
