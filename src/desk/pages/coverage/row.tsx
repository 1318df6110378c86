import type { CoverageRow } from '@contract/area'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { aria } from '@/platform/aria'
import { Icon, Tag, Tap } from '@/ui'
import { againstWords, standingOf } from '../../coverage-words'

interface Props {
  row: CoverageRow
  wide: boolean
  onPress?: () => void
}

/** One area or grid: a card on a phone, a line of the table on a desk. */
export const Row = observer(function Row({ row, wide, onPress }: Props) {
  const { name, level, sums } = row
  const standing = standingOf(row)
  const leads = level === 'grid' ? '换网格员' : '看里面的'
  const facts = sums && {
    households: `${sums.households} 户`,
    workers: againstWords(sums.workers, sums.workersNeeded),
    informants: againstWords(sums.informants, sums.informantsNeeded),
  }
  const label = [
    name,
    facts && `${facts.households}，网格员 ${facts.workers}，信息员 ${facts.informants}`,
    standing.words,
    onPress && leads,
  ]
  return (
    <Tap
      className={wide ? 'coverage-line' : 'coverage-row'}
      onPress={onPress}
      label={onPress && label.filter(Boolean).join('，')}
    >
      <View className='coverage-row__name'>
        <Text className='coverage-row__title'>{name}</Text>
        <Tag tone={standing.tone}>{standing.tag}</Tag>
      </View>
      <View className='coverage-row__facts'>
        {wide && <Text className='coverage-row__cell'>{sums && level !== 'grid' ? `${sums.grids} 个` : ''}</Text>}
        {facts && <Fact wide={wide} label='住户' value={facts.households} />}
        {facts && <Fact wide={wide} label='网格员' value={facts.workers} />}
        {facts && <Fact wide={wide} label='信息员' value={facts.informants} />}
      </View>
      <Text className={`coverage-row__words coverage-row__words--${standing.tone}`}>{standing.words}</Text>
      {onPress && (
        <View className='coverage-row__more'>
          <Text>{leads}</Text>
          <Icon name='right' />
        </View>
      )}
    </Tap>
  )
})

const Fact = ({ wide, label, value }: { wide: boolean; label: string; value: string }) => (
  <Text className='coverage-row__cell'>{wide ? value : `${label} ${value}`}</Text>
)

/** What the columns of the table are; each line says it all to a screen reader. */
export const HeadRow = () => (
  <View className='coverage-line coverage-line--head' {...aria({ hidden: true })}>
    <Text className='coverage-row__name'>名称</Text>
    <View className='coverage-row__facts'>
      {['网格', '住户', '网格员', '信息员'].map((label) => (
        <Text key={label} className='coverage-row__cell'>
          {label}
        </Text>
      ))}
    </View>
    <Text className='coverage-row__words'>人手</Text>
    <View className='coverage-row__more' />
  </View>
)
