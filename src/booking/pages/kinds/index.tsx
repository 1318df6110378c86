import { confidentialKinds, type ServiceKind, serviceKinds } from '@contract/booking-words'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { kindHints, kindIcons } from '@/service'
import { useStores } from '@/stores'
import { Cell, CellGroup, Hotline, Icon, Page, StateBanner, Tap } from '@/ui'
import { decoded, type Guest, go } from '../../go'
import '../../booking.scss'

/** What one can book, before anybody is signed in. */
export default observer(function Kinds() {
  const { session } = useStores()
  const { guest, guestName } = useRouter().params
  const forWhom: Guest = { guest, guestName: decoded(guestName) }
  const kinds = (Object.keys(serviceKinds) as ServiceKind[]).filter(
    (kind) => guest === undefined || !confidentialKinds.includes(kind),
  )
  return (
    <Page>
      {forWhom.guestName !== undefined && <StateBanner icon='person' title={`替 ${forWhom.guestName} 预约`} />}
      {guest === undefined && <Hotline />}
      <View className='kinds'>
        {kinds.map((kind) => (
          <Tap
            key={kind}
            className='kinds__kind'
            label={`${serviceKinds[kind]}，${kindHints[kind]}`}
            onPress={() => go.sites(kind, forWhom)}
          >
            <Icon name={kindIcons[kind]} />
            <Text className='kinds__name'>{serviceKinds[kind]}</Text>
            <Text className='kinds__hint'>{kindHints[kind]}</Text>
          </Tap>
        ))}
      </View>
      {session.me && guest === undefined && (
        <CellGroup>
          <Cell icon='calendar' title='我的预约' hint='预约码、取消、改时间、排队' onPress={go.mine} />
          <Cell icon='person' title='家人和代约' hint='给孩子约，替老人约' onPress={go.people} />
        </CellGroup>
      )}
    </Page>
  )
})
