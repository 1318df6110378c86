import { confidentialKinds } from '@contract/booking-words'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Button, Card, Choice, TextInput } from '@/ui'
import type { ServiceForm } from '../../service-form'

/** Price and subsidy, and what only some kinds have. */
export const MoneyFields = observer(function MoneyFields({ form }: { form: ServiceForm }) {
  const { deed, value } = form
  const yesNo = (label: string, hint: string, field: 'deliversHome' | 'tellsGrid' | 'gridSeesAnswers') => (
    <Choice
      label={label}
      required
      hint={hint}
      options={[
        { value: 'no', label: '否' },
        { value: 'yes', label: '是' },
      ]}
      value={value[field] ? 'yes' : 'no'}
      onChange={(yes) => form.set({ [field]: yes === 'yes' })}
    />
  )
  return (
    <>
      {!confidentialKinds.includes(value.kind) && (
        <TextInput
          label='价格（元）'
          required
          hint='不收钱写 0，可以写到分，例如 7.5'
          maxLength={8}
          value={value.price}
          error={deed.error('priceCents')}
          onChange={(price) => form.set({ price })}
        />
      )}
      {value.kind === 'canteen' && (
        <Card title='补贴'>
          {value.subsidies.map((band, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else that stays while they are typed
            <View key={at} className='ct-part'>
              <TextInput
                label='从几岁起'
                required
                type='number'
                maxLength={3}
                value={band.fromAge}
                error={deed.error(`subsidies.${at}.fromAge`)}
                onChange={(fromAge) => form.setSubsidy(at, { fromAge })}
              />
              <TextInput
                label='每餐补多少元'
                required
                maxLength={8}
                value={band.yuan}
                error={deed.error(`subsidies.${at}.cents`)}
                onChange={(yuan) => form.setSubsidy(at, { yuan })}
              />
              <Button kind='text' onPress={() => form.dropSubsidy(at)}>
                去掉这一档
              </Button>
            </View>
          ))}
          <Button kind='plain' icon='plus' onPress={form.addSubsidy}>
            加一档
          </Button>
        </Card>
      )}
      {value.kind === 'canteen' && yesNo('送餐到家吗', '送餐由站点或志愿者送', 'deliversHome')}
      {value.kind === 'childcare' && (
        <TextInput
          label='一名看护最多看几个孩子'
          type='number'
          maxLength={2}
          value={value.childrenPerCarer}
          error={deed.error('childrenPerCarer')}
          onChange={(childrenPerCarer) => form.set({ childrenPerCarer })}
        />
      )}
      {!confidentialKinds.includes(value.kind) &&
        yesNo('告诉网格吗', '每次预约，居民所在网格的网格员会收到一件待办：什么服务、哪天、住哪里', 'tellsGrid')}
      {value.tellsGrid &&
        value.questions.length > 0 &&
        yesNo('填写的内容也告诉网格吗', '预约时填的回答，网格员也能看到', 'gridSeesAnswers')}
    </>
  )
})
