import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { canScan, scan } from '@/platform/scan'
import { Failed } from '@/service'
import { Button, Sheet, StateBanner, TextInput } from '@/ui'
import type { DayList } from '../../day-list'

/** Ends a stay. A child is handed over for the one-time code only, whoever stands at the door. */
export const HandOver = observer(function HandOver({ day }: { day: DayList }) {
  const { leaving, handed, deed, pickup } = day
  const child = leaving?.kind === 'childcare'
  const read = async () => {
    const text = await scan()
    if (text !== undefined) day.setPickup(text)
  }
  return (
    <Sheet
      open={leaving !== undefined}
      title={child ? `接走 ${leaving?.patronName ?? ''}` : `${leaving?.patronName ?? ''} 离开`}
      onClose={day.stopLeaving}
    >
      <Failed deed={deed} shown={['pickupCode']} />
      {handed && !handed.released && (
        <StateBanner tone='danger' icon='warning' title='接送码不对，不能接走'>
          <Text>
            {handed.triesLeft
              ? `还可以试 ${handed.triesLeft} 次。请来接的人再问一下家长。`
              : '试得太多了。请家长在手机上换一个接送码。'}
          </Text>
        </StateBanner>
      )}
      {child ? (
        <>
          <TextInput
            label='接送码'
            required
            type='number'
            hint='请来接的人说出家长手机上的 6 位数字'
            maxLength={6}
            value={pickup}
            error={deed.error('pickupCode')}
            onChange={day.setPickup}
          />
          {handed && handed.fetchers.length > 0 && (
            <View className='ct-fetchers'>
              <Text className='ct-line'>可以来接的人，请对一对：</Text>
              {handed.fetchers.map((f) => (
                <Text key={f.phoneMasked} className='ct-line'>{`${f.relation} ${f.name} ${f.phoneMasked}`}</Text>
              ))}
            </View>
          )}
          {canScan && (
            <Button kind='plain' icon='scan' onPress={read}>
              扫接送码
            </Button>
          )}
          <Button disabled={pickup.length < 6} onPress={day.handOver}>
            核对，交给来接的人
          </Button>
        </>
      ) : (
        <Button onPress={day.handOver}>确认离开</Button>
      )}
    </Sheet>
  )
})
