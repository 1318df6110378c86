import { hazardStates } from '@contract/hazard'
import { limits } from '@contract/limits'
import { Input, Text, View } from '@tarojs/components'

export default function Page() {
  return (
    <View ariaRole='group' ariaLabel='temporary'>
      <Text>
        {limits.photos}
        {hazardStates.closed}
      </Text>
      <Input ariaLabel='名字' />
    </View>
  )
}
