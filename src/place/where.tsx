import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Button, Card, Cell, CellGroup, Icon, Wrong } from '@/ui'
import { BuildingSheet } from './building-sheet'
import { choosePlace } from './choose-place'
import { distanceWords } from './distance-words'
import type { Destination, NearBuilding, Surroundings, Where } from './surroundings'
import './where.scss'

/** A form that asks where it is. */
export interface AsksWhere {
  value: { where?: Where }
  home?: Where
  whichBuilding: NearBuilding[]
  around: Surroundings
  error(field: string): string | undefined
  chooseWhere(where: Where | undefined): void
  keepPoint(): void
}

/** Where it is: my building, another one, or a point on the map. `sentTo` says whom the chosen place brings it to. */
export const WherePicker = observer(function WherePicker({
  form,
  sentTo,
}: {
  form: AsksWhere
  sentTo: (destination: Destination) => string
}) {
  const { where } = form.value
  return (
    <>
      <Wrong>{form.error('point') ?? form.error('buildingId')}</Wrong>
      {where ? <Chosen form={form} where={where} sentTo={sentTo} /> : <Choosing form={form} />}
      {form.whichBuilding.length > 0 && <WhichBuilding form={form} />}
    </>
  )
})

const Choosing = observer(function Choosing({ form }: { form: AsksWhere }) {
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
const WhichBuilding = observer(function WhichBuilding({ form }: { form: AsksWhere }) {
  return (
    <>
      <Card title='您在哪一栋？'>
        <Text className='where-line'>这里挨着网格的交界。点一下是哪栋楼，就不会送错。</Text>
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

const Chosen = observer(function Chosen({
  form,
  where,
  sentTo,
}: {
  form: AsksWhere
  where: Where
  sentTo: (destination: Destination) => string
}) {
  const { destination } = form.around
  return (
    <Card>
      <View className='where'>
        <Icon name='pin' />
        <Text className='where__name'>{whereWords(where)}</Text>
        <Button kind='text' small label='换一个位置' onPress={() => form.chooseWhere(undefined)}>
          换一个
        </Button>
      </View>
      {destination && form.whichBuilding.length === 0 && (
        <Text className='where-line where-line--quiet'>{sentTo(destination)}</Text>
      )}
    </Card>
  )
})

/** The chosen place in a few words. */
export const whereWords = (where: Where | undefined) => where?.name ?? '地图上选的位置'
