import type { Answer } from '@contract'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { phoneCall } from '@/platform/device'
import type { Reading } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, whenWords } from '@/ui'

/** Who answers the site's own line now. With nobody on duty, or no answer, 12356 above it is what there is. */
export const DutyCard = observer(function DutyCard({ duty }: { duty: Reading<Answer<'booking.duty'>> }) {
  const { session } = useStores()
  const { value } = duty
  if (!value) return null
  if (!value.onDuty)
    return (
      <Card title='站点现在没有咨询师值班'>
        <Text className='bk-line'>
          {value.nextFrom === undefined
            ? '请打 12356，也可以在下面约一次。'
            : `${whenWords(value.nextFrom, session.now())} 开始有人值班。着急就打 12356。`}
        </Text>
      </Card>
    )
  const { counsellor, phone, until } = value.onDuty
  return (
    <Card title={`${counsellor}正在值班`}>
      <Text className='bk-line'>{`到${whenWords(until, session.now())}。可以现在打过去，也可以在下面约一次。`}</Text>
      <Button kind='plain' icon='phone' label={`打电话给值班的${counsellor}`} onPress={() => phoneCall(phone)}>
        打给值班咨询师
      </Button>
    </Card>
  )
})
