import { type HazardCategory, severityLabels } from '@contract/hazard'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useStores } from '@/stores'
import { Button, Cell, CellGroup, Empty, ErrorBlock, Page, Skeleton } from '@/ui'
import { CategoryForm } from '../../category-form'
import { useHazard } from '../../stores'
import { EditCategory } from './edit-category'

/** The city's list of hazards, for those who keep it. */
export default observer(function CategoriesPage() {
  const { session, call } = useStores()
  const { categories } = useHazard()
  const [form, setForm] = useState<CategoryForm>()
  useDidShow(() => void categories.load())
  usePullDownRefresh(() => void categories.load().finally(() => Taro.stopPullDownRefresh()))

  if (session.me && !session.has('districtStaff') && !session.has('cityStaff'))
    return (
      <Page>
        <Empty title='隐患类别由区级、市级工作人员维护' hint='发现类别不合适，请告诉社区或街道' />
      </Page>
    )
  if (form) {
    const saved = async () => {
      if (!(await form.save())) return
      setForm(undefined)
      await categories.load()
    }
    return (
      <Page
        footer={
          <>
            <Button busy={form.saving} onPress={saved}>
              保存
            </Button>
            <Button kind='text' onPress={() => setForm(undefined)}>
              不改了
            </Button>
          </>
        }
      >
        <EditCategory form={form} kinds={kindsOf(categories.list)} />
      </Page>
    )
  }
  return (
    <Page
      footer={
        categories.list.length > 0 && (
          <Button icon='plus' onPress={() => setForm(new CategoryForm(call))}>
            新增一类
          </Button>
        )
      }
    >
      {categories.error && <ErrorBlock error={categories.error} onRetry={categories.load} />}
      {categories.list.length === 0 && !categories.error && <Skeleton cards={4} rows={2} />}
      {categories.list.length > 0 && (
        <CellGroup title='改动只影响以后的报告，已有的按原来的时限办'>
          {categories.list.map((category) => (
            <Cell
              key={category.id}
              title={category.name}
              hint={`${severityLabels[category.severity]}，${hours(category.acceptHours)}内接单，${hours(category.resolveHours)}内办结`}
              onPress={() => setForm(new CategoryForm(call, category))}
            />
          ))}
        </CellGroup>
      )}
    </Page>
  )
})

const hours = (n: number) => (n < 1 ? `${Math.round(n * 60)} 分钟` : `${n} 小时`)

const kindsOf = (list: readonly HazardCategory[]) => [...new Set(list.map((category) => category.departmentKind))]
