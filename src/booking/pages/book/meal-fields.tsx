import type { Dish } from '@contract/booking'
import { allergens, diets, type Eating, eatings } from '@contract/booking-words'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { dishLine, listWords, yuan } from '@/service'
import { Choice, Field, Icon, Tap, TextInput } from '@/ui'
import type { BookForm } from '../../book-form'

/** What is eaten, and where. */
export const MealFields = observer(function MealFields({ form }: { form: BookForm }) {
  const { deed, dishes, door, patron, service, value } = form
  const careful = [listWords(diets, patron?.diets ?? []), listWords(allergens, patron?.allergies ?? [])]
  const hint = [careful[0] && `吃${careful[0]}`, careful[1] && `不吃${careful[1]}`].filter(Boolean).join('，')
  return (
    <>
      <Field
        label='吃什么'
        required
        hint={hint === '' ? undefined : `按资料：${hint}`}
        error={deed.error('meal.dishes')}
      >
        {dishes.map((dish) => (
          <DishRow key={dish.id} dish={dish} form={form} />
        ))}
      </Field>
      {service?.deliversHome && (
        <Choice<Eating>
          label='在哪里吃'
          required
          options={[
            { value: 'here', label: eatings.here },
            { value: 'delivery', label: eatings.delivery, hint: door ? `送到${door.words}` : '还没有登记住址' },
          ]}
          value={value.eating}
          error={deed.error('meal.buildingId') ?? deed.error('meal.unit') ?? deed.error('meal.eating')}
          onChange={(eating) => form.set({ eating })}
        />
      )}
      <TextInput
        label='跟厨房说一句'
        placeholder='例如：少放盐，饭软一点'
        maxLength={limits.place.max}
        value={value.note}
        error={deed.error('meal.note')}
        onChange={(note) => form.set({ note })}
      />
    </>
  )
})

const DishRow = observer(function DishRow({ dish, form }: { dish: Dish; form: BookForm }) {
  const count = form.portions[dish.id] ?? 0
  const bad = form.allergensIn(dish)
  const line = [dish.cents > 0 && `加 ${yuan(dish.cents)}`, dishLine(dish)].filter(Boolean).join(' · ')
  return (
    <View className='bk-dish bk-dish--row'>
      <View className='bk-dish__body'>
        <Text className='bk-line bk-dish__name'>{dish.name}</Text>
        {line !== '' && <Text className='bk-line bk-quiet'>{line}</Text>}
        {bad.length > 0 && <Text className='bk-line bk-bad'>{`有${listWords(allergens, bad)}，吃了会过敏`}</Text>}
      </View>
      <View className='bk-count'>
        {count > 0 && (
          <>
            <Tap className='bk-count__tap' label={`${dish.name} 少一份`} onPress={() => form.order(dish.id, count - 1)}>
              <Icon name='minus' />
            </Tap>
            <Text className='bk-count__number'>{count}</Text>
          </>
        )}
        <Tap
          className='bk-count__tap bk-count__tap--on'
          label={count > 0 ? `${dish.name} 多一份` : `要 ${dish.name}`}
          disabled={count >= limits.booking.portions}
          onPress={() => form.order(dish.id, count + 1)}
        >
          <Icon name='plus' />
        </Tap>
      </View>
    </View>
  )
})
