import type { CoverageRow } from '@contract/area'
import { Text, View } from '@tarojs/components'
import { aria } from '@/platform/aria'
import { Icon, Tag, Tap } from '@/ui'
import { againstWords, householdWords, standingOf } from '../../coverage-words'

interface Props {
  row: CoverageRow
  onPress?: () => void
}

/** What a tap on the row leads to. */
const leadsTo = ({ level }: CoverageRow) => (level === 'grid' ? '换网格员' : '看里面的')

/** The row in one breath, for a screen reader. */
function labelOf(row: CoverageRow): string {
  const { name, sums } = row
  const facts = sums && [
    householdWords(sums.households),
    `网格员 ${againstWords(sums.workers, sums.workersNeeded)}`,
    `信息员 ${againstWords(sums.informants, sums.informantsNeeded)}`,
  ]
  return [name, ...(facts ?? []), standingOf(row).words, leadsTo(row)].join('，')
}

const Name = ({ row }: { row: CoverageRow }) => {
  const { tone, tag } = standingOf(row)
  return (
    <View className='coverage-row__name'>
      <Text className='coverage-row__title'>{row.name}</Text>
      <Tag tone={tone}>{tag}</Tag>
    </View>
  )
}

const Words = ({ row }: { row: CoverageRow }) => {
  const { tone, words } = standingOf(row)
  return <Text className={`coverage-row__words coverage-row__words--${tone}`}>{words}</Text>
}

const More = ({ row }: { row: CoverageRow }) => (
  <View className='coverage-row__more'>
    <Text>{leadsTo(row)}</Text>
    <Icon name='right' />
  </View>
)

/** One area or grid on a phone. */
export const CoverageCard = ({ row, onPress }: Props) => {
  const { sums } = row
  return (
    <Tap className='coverage-row' onPress={onPress} label={onPress && labelOf(row)}>
      <Name row={row} />
      {sums && (
        <>
          <Text className='coverage-row__fact'>{`住户 ${householdWords(sums.households)}`}</Text>
          <Text className='coverage-row__fact'>{`网格员 ${againstWords(sums.workers, sums.workersNeeded)}`}</Text>
          <Text className='coverage-row__fact'>{`信息员 ${againstWords(sums.informants, sums.informantsNeeded)}`}</Text>
        </>
      )}
      <Words row={row} />
      {onPress && <More row={row} />}
    </Tap>
  )
}

/** The same as a line of the table on a desk. */
export const CoverageLine = ({ row, onPress }: Props) => {
  const { sums, level } = row
  const cells = sums && [
    ...(level === 'grid' ? [] : [`${sums.grids} 个`]),
    householdWords(sums.households),
    `${sums.workers} / ${sums.workersNeeded}`,
    `${sums.informants} / ${sums.informantsNeeded}`,
  ]
  return (
    <Tap className='coverage-line' onPress={onPress} label={onPress && labelOf(row)}>
      <Name row={row} />
      <Cells cells={cells ?? []} />
      <Words row={row} />
      {onPress && <More row={row} />}
    </Tap>
  )
}

/** What the columns are; each line says it all to a screen reader. */
export const CoverageHead = ({ ofGrids }: { ofGrids: boolean }) => (
  <View className='coverage-line coverage-line--head' {...aria({ hidden: true })}>
    <Text className='coverage-row__name'>名称</Text>
    <Cells cells={[...(ofGrids ? [] : ['网格']), '住户', '网格员\n现有 / 应有', '信息员\n现有 / 应有']} />
    <Text className='coverage-row__words'>人手</Text>
    <View className='coverage-row__more' />
  </View>
)

const Cells = ({ cells }: { cells: readonly string[] }) => (
  <View className='coverage-line__cells'>
    {cells.map((text, column) => (
      // The columns never change places
      // biome-ignore lint/suspicious/noArrayIndexKey: the position is what tells them apart
      <Text key={column} className='coverage-line__cell'>
        {text}
      </Text>
    ))}
  </View>
)
