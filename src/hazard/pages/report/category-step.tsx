import { type HazardCategory, severityLabels } from '@contract/hazard'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ErrorBlock, Icon, Skeleton, Tag, Tap, Wrong } from '@/ui'
import type { Categories } from '../../categories'
import type { ReportForm } from '../../report-form'

/** ① What is wrong: one tap on a row answers it. */
export const CategoryStep = observer(function CategoryStep({
  form,
  categories,
}: {
  form: ReportForm
  categories: Categories
}) {
  if (categories.list.length === 0)
    return categories.error ? (
      <ErrorBlock error={categories.error} onRetry={categories.load} />
    ) : (
      <Skeleton cards={4} rows={2} />
    )
  return (
    <View>
      <Wrong>{form.error('category')}</Wrong>
      {categories.list.map((category) => (
        <Row
          key={category.id}
          category={category}
          chosen={category.id === form.value.category}
          onPress={() => form.chooseCategory(category)}
        />
      ))}
    </View>
  )
})

const Row = ({ category, chosen, onPress }: { category: HazardCategory; chosen: boolean; onPress: () => void }) => (
  <Tap
    className={chosen ? 'report-row report-row--on' : 'report-row'}
    label={[category.name, category.hint, chosen && '已选'].filter(Boolean).join('，')}
    onPress={onPress}
  >
    <View className='report-row__body'>
      <Text className='report-row__name'>{category.name}</Text>
      <Text className='report-row__hint'>{category.hint}</Text>
    </View>
    {category.severity === 'critical' && <Tag tone='danger'>{severityLabels.critical}</Tag>}
    <Icon name={chosen ? 'check' : 'right'} />
  </Tap>
)
