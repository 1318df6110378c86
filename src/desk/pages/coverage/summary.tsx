import type { Answer } from '@contract'
import { type CoverageRow, householdsPer } from '@contract/area'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Card, Tag } from '@/ui'
import { againstWords, householdWords, standingOf, worstOf } from '../../coverage-words'

/** The area as a whole, and where to look first. */
export const Summary = observer(function Summary({
  area,
  rows,
}: {
  area: Answer<'area.coverage'>['area']
  rows: readonly CoverageRow[]
}) {
  const { sums } = area
  const standing = standingOf(area)
  const worst = worstOf(rows)
  return (
    <Card title={area.name} extra={<Tag tone={standing.tone}>{standing.tag}</Tag>}>
      {area.within !== '' && <Text className='coverage-within'>{area.within}</Text>}
      {sums && (
        <View className='coverage-numbers'>
          <Figure label='网格' value={`${sums.grids} 个`} />
          <Figure label='住户' value={householdWords(sums.households)} />
          <Figure label='网格员' value={againstWords(sums.workers, sums.workersNeeded)} />
          <Figure label='信息员' value={againstWords(sums.informants, sums.informantsNeeded)} />
        </View>
      )}
      <Text className={`coverage-verdict coverage-verdict--${standing.tone}`}>{standing.words}</Text>
      {worst.length > 0 && (
        <View className='coverage-worst'>
          <Text className='coverage-worst__title'>先看这里</Text>
          {worst.map((words) => (
            <Text key={words} className='coverage-worst__line'>
              {words}
            </Text>
          ))}
        </View>
      )}
      <Text className='coverage-standard'>{standard}</Text>
    </Card>
  )
})

const { worker, informant } = householdsPer
const standard = `标准：每 ${worker.min} 至 ${worker.max} 户一名网格员，每 ${informant.min} 至 ${informant.max} 户一名网格信息员。`

const Figure = ({ label, value }: { label: string; value: string }) => (
  <View className='coverage-numbers__cell'>
    <Text className='coverage-numbers__label'>{label}</Text>
    <Text className='coverage-numbers__value'>{value}</Text>
  </View>
)
