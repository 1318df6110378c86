import { stateLabel } from '@contract/labels'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { choosePlace } from '@/place/choose-place'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Icon, Tag, TextInput, whenWords } from '@/ui'
import { go } from '../../go'
import type { ReportForm } from '../../report-form'
import { routeWords } from '../../route-words'
import type { NearItem, Where } from '../../surroundings'
import { BuildingSheet } from './building-sheet'
import { Wrong } from './wrong'

/** ③ Where it is: my building, another one, or a point on the map; and whether it has been reported already. */
export const PlaceStep = observer(function PlaceStep({ form }: { form: ReportForm }) {
  const { where, place } = form.value
  return (
    <>
      <Wrong>{form.error('point') ?? form.error('buildingId')}</Wrong>
      {where ? <Chosen form={form} where={where} /> : <Choosing form={form} />}
      {form.whichBuilding.length > 0 && <WhichBuilding form={form} />}
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

const Choosing = observer(function Choosing({ form }: { form: ReportForm }) {
  const [searching, setSearching] = useState(false)
  const { home } = form
  const pick = (where: Where) => {
    setSearching(false)
    form.chooseWhere(where)
  }
  const onMap = async () => {
    const chosen = await choosePlace(home?.point)
    if (!chosen) return
    const { name, address, ...point } = chosen
    pick({ kind: 'map', point, name: name ?? address })
  }
  return (
    <CellGroup>
      {home && <Cell icon='home' title='就在我家这栋楼' hint={home.name} onPress={() => pick(home)} />}
      <Cell icon='search' title='搜索楼栋' hint='输入小区或楼号' onPress={() => setSearching(true)} />
      <Cell icon='pin' title='在地图上选' hint='不在楼里，例如路边、广场' onPress={onMap} />
      <BuildingSheet open={searching} onClose={() => setSearching(false)} onPick={pick} />
    </CellGroup>
  )
})

/** Near a line between grids the map alone may mislead. */
const WhichBuilding = observer(function WhichBuilding({ form }: { form: ReportForm }) {
  return (
    <>
      <Card title='您在哪一栋？'>
        <Text className='report-line'>这里挨着网格的交界。点一下是哪栋楼，就不会送错。</Text>
      </Card>
      <CellGroup>
        {form.whichBuilding.map(({ id, name, metres }) => (
          <Cell
            key={id}
            icon='home'
            title={name}
            hint={distanceWords(metres)}
            onPress={() => form.chooseWhere({ kind: 'building', buildingId: id, name })}
          />
        ))}
        <Cell icon='pin' title='都不是，用地图上的点' onPress={form.keepPoint} />
      </CellGroup>
    </>
  )
})

const Chosen = observer(function Chosen({ form, where }: { form: ReportForm; where: Where }) {
  const { destination } = form.around
  return (
    <Card>
      <View className='report-place'>
        <Icon name='pin' />
        <Text className='report-place__name'>{where.name ?? '地图上选的位置'}</Text>
        <Button kind='text' small label='换一个位置' onPress={() => form.chooseWhere(undefined)}>
          换一个
        </Button>
      </View>
      {destination && form.whichBuilding.length === 0 && (
        <Text className='report-line report-line--quiet'>
          {destination.name
            ? `会送到${destination.name}，${routeWords[destination.rule]}`
            : routeWords[destination.rule]}
        </Text>
      )}
    </Card>
  )
})

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

const distanceWords = (metres: number) => (metres < 10 ? '就在这里' : `相距约 ${metres} 米`)
