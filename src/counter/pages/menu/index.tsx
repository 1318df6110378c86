import { allergens, diets, type MealTime, mealTimes } from '@contract/booking-words'
import { limits } from '@contract/limits'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { Failed, Read, Several } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Chips, dayAt, dayWords, Empty, Page, Segmented, StateBanner, TextInput } from '@/ui'
import { MenuForm, type TypedDish } from '../../menu-form'
import '../../counter.scss'

const meals = (Object.keys(mealTimes) as MealTime[]).map((value) => ({ value, label: mealTimes[value] }))

/** The menus of `?service=`, a meal at a time. */
export default observer(function MenuPage() {
  const { call, session } = useStores()
  const { service = '' } = useRouter().params
  const [form] = useState(() => new MenuForm(call, service, dayAt(session.now(), 1)))
  useFresh(form.load)
  const dates = Array.from({ length: 14 }, (_, days) => dayAt(session.now(), days))
  return (
    <Page
      footer={
        <Button
          onPress={form.save}
        >{`保存 ${dayWords(form.date, session.now(), true)}${mealTimes[form.mealTime]}`}</Button>
      }
    >
      <Chips
        label='哪一天'
        options={dates.map((date) => ({ value: date, label: dayWords(date, session.now(), true) }))}
        value={form.date}
        onChange={(date) => void form.show(date, form.mealTime)}
      />
      <Segmented
        label='哪一餐'
        options={meals}
        value={form.mealTime}
        onChange={(mealTime) => void form.show(form.date, mealTime)}
      />
      <Failed deed={form.deed} />
      {form.saved && <StateBanner tone='done' icon='check' title='已保存' />}
      <Read of={form.reading}>
        {() => (
          <>
            {form.dishes.length === 0 && <Empty title='这一餐还没有菜单' hint='没有菜单，居民约不了这一餐' />}
            {form.dishes.map((dish) => (
              <DishCard key={dish.id} dish={dish} form={form} />
            ))}
            {form.dishes.length < limits.booking.dishes && (
              <Button kind='plain' icon='plus' onPress={form.add}>
                加一道菜
              </Button>
            )}
          </>
        )}
      </Read>
    </Page>
  )
})

const DishCard = observer(function DishCard({ dish, form }: { dish: TypedDish; form: MenuForm }) {
  return (
    <Card>
      <TextInput
        label='菜名'
        required
        maxLength={20}
        value={dish.name}
        onChange={(name) => form.set(dish.id, { name })}
      />
      <TextInput
        label='在价格上加多少元'
        required
        maxLength={8}
        value={dish.yuan}
        onChange={(yuan) => form.set(dish.id, { yuan })}
      />
      <Several
        label='适合'
        options={diets}
        value={dish.diets}
        onChange={(chosen) => form.set(dish.id, { diets: chosen })}
      />
      <Several
        label='含有'
        hint='会提醒对它过敏的人'
        options={allergens}
        value={dish.allergens}
        onChange={(chosen) => form.set(dish.id, { allergens: chosen })}
      />
      <Button kind='text' label={`去掉 ${dish.name}`} onPress={() => form.drop(dish.id)}>
        去掉这道菜
      </Button>
    </Card>
  )
})
