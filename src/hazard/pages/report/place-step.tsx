import { stateLabel } from '@contract/labels'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { distanceWords } from '@/place/distance-words'
import { routeWords } from '@/place/route-words'
import type { Destination, NearItem } from '@/place/surroundings'
import { WherePicker } from '@/place/where'
import { useStores } from '@/stores'
import { Button, Card, Tag, TextInput, whenWords } from '@/ui'
import { go } from '../../go'
import type { ReportForm } from '../../report-form'

/** ③ Where it is: my building, another one, or a point on the map; and whether it has been reported already. */
export const PlaceStep = observer(function PlaceStep({ form }: { form: ReportForm }) {
  const { where, place } = form.value
  return (
    <>
      <WherePicker form={form} sentTo={sentTo} />
      {form.duplicates.length > 0 && <Duplicates form={form} />}
      {where && (
        <TextInput
          label='具体位置'
          hint='让来的人一下就能找到'
          placeholder='例如：3单元5楼'
          maxLength={limits.place.max}
          value={place}
          error={form.error('place')}
          onChange={(text) => form.set({ place: text })}
        />
      )}
    </>
  )
})

const sentTo = ({ name, rule }: Destination) => (name ? `会送到${name}，${routeWords[rule]}` : routeWords[rule])

/** «Is it one of these?» */
const Duplicates = observer(function Duplicates({ form }: { form: ReportForm }) {
  return (
    <Card title='是不是这几件之一？'>
      <Text className='report-line'>附近有人报过同类的事。是同一件就点它，有结果一样会告诉您，不用再报。</Text>
      <Text className='report-line report-line--quiet'>点了会记下是您在跟进。想保密的，请不要点，直接往下报。</Text>
      {form.duplicates.map((item) => (
        <Near key={item.itemId} item={item} form={form} />
      ))}
    </Card>
  )
})

const Near = observer(function Near({ item, form }: { item: NearItem; form: ReportForm }) {
  const { session } = useStores()
  const join = async () => {
    if (await form.join(item.itemId)) go.done(`joined=${item.itemId}`)
  }
  return (
    <View className='report-near'>
      <View className='report-near__head'>
        <Text className='report-near__place'>{item.place || item.title}</Text>
        <Tag tone='accent'>{stateLabel('hazard', item.state)}</Tag>
      </View>
      <Text className='report-line report-line--quiet'>
        {`${distanceWords(item.metres)}，${whenWords(item.createdAt, session.now())} 报的`}
      </Text>
      <Button kind='plain' busy={form.sending} label={`就是这件：${item.place || item.title}`} onPress={join}>
        就是这件
      </Button>
    </View>
  )
})
