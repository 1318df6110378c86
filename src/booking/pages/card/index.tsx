import type { PatronAnswer } from '@contract/booking'
import { allergens, diets } from '@contract/booking-words'
import { limits } from '@contract/limits'
import { Text } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { CareFields, Failed, Read, Reading } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Empty, Page, StateBanner, TextInput } from '@/ui'
import { CardForm } from '../../card-form'
import { go } from '../../go'
import '../../booking.scss'

/** The card `?id=`, or a new one of `?kind=`. */
export default observer(function CardPage() {
  const { call } = useStores()
  const { id, kind } = useRouter().params
  const [reading] = useState(() => new Reading(async () => (await call('booking.patrons', {})).patrons))
  useDidShow(() => {
    if (reading.value === undefined) void reading.load()
  })
  if (reading.value === undefined)
    return (
      <Page>
        <Read of={reading}>{() => null}</Read>
      </Page>
    )
  const own = reading.value.find(({ as }) => as === 'self')
  const card = id ? reading.value.find(({ patronId }) => patronId === id) : kind === 'child' ? undefined : own
  if (id && !card)
    return (
      <Page>
        <Empty title='没有找到这份资料' hint='可能已经收回代约' />
      </Page>
    )
  if (card && card.as !== 'self' && card.as !== 'guardian') return <OtherCard card={card} />
  return <Edit kind={kind === 'child' || card?.kind === 'child' ? 'child' : 'self'} card={card} />
})

/** Of somebody who let me book for them one sees what a booking needs. */
const OtherCard = ({ card }: { card: PatronAnswer }) => (
  <Page>
    <Card title={card.name}>
      <Text className='bk-line'>资料由本人或站点工作人员填写，这里只能看。</Text>
      {card.allergies.length > 0 && (
        <Text className='bk-line'>{`过敏：${card.allergies.map((a) => allergens[a]).join('、')}`}</Text>
      )}
      {card.diets.length > 0 && <Text className='bk-line'>{`吃：${card.diets.map((d) => diets[d]).join('、')}`}</Text>}
    </Card>
  </Page>
)

const beside = ['name', 'birthday', 'diets', 'allergies', 'emergencyName', 'emergencyPhone', 'fetchers']

const Edit = observer(function Edit({ kind, card }: { kind: 'self' | 'child'; card?: PatronAnswer }) {
  const stores = useStores()
  const [form] = useState(() => new CardForm(stores, kind, card))
  const { deed, value } = form
  const child = kind === 'child'
  const save = async () => {
    if (await form.save()) go.back()
  }
  return (
    <Page footer={<Button onPress={save}>保存</Button>}>
      <Failed deed={deed} shown={beside} />
      <TextInput
        label={child ? '孩子的姓名' : '姓名'}
        required
        type={child ? 'text' : 'nickname'}
        maxLength={limits.name.max}
        value={value.name}
        error={deed.error('name')}
        onChange={(name) => form.set({ name })}
      />
      {card?.verified ? (
        <StateBanner tone='done' icon='check' title='出生日期已核对'>
          <Text>站点看过身份证，补贴按它算，不能自己改。</Text>
        </StateBanner>
      ) : (
        <TextInput
          label='出生日期'
          required={child}
          type='number'
          hint={`8 位数字，例如 ${child ? '2018 年 9 月 1 日写 20180901' : '1950 年 3 月 1 日写 19500301'}`}
          placeholder={child ? '20180901' : '19500301'}
          maxLength={8}
          value={value.birthday}
          error={deed.error('birthday')}
          onChange={(birthday) => form.set({ birthday })}
        />
      )}
      <CareFields value={value} deed={deed} mustCall={child} onChange={form.set} />
      {child && <Fetchers form={form} />}
    </Page>
  )
})

/** Who may take the child home, besides the guardian. */
const Fetchers = observer(function Fetchers({ form }: { form: CardForm }) {
  const { deed, value } = form
  return (
    <>
      <Card title='谁可以来接'>
        <Text className='bk-line'>除了您，写上可以来接的人。来接的人要说对当天的接送码。</Text>
      </Card>
      {value.fetchers.map((fetcher, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else that stays while they are typed
        <Card key={at} title={`来接的人 ${at + 1}`}>
          <TextInput
            label='姓名'
            required
            maxLength={limits.name.max}
            value={fetcher.name}
            error={deed.error(`fetchers.${at}.name`)}
            onChange={(name) => form.setFetcher(at, { name })}
          />
          <TextInput
            label='手机号'
            required
            type='number'
            maxLength={11}
            value={fetcher.phone}
            error={deed.error(`fetchers.${at}.phone`)}
            onChange={(phone) => form.setFetcher(at, { phone })}
          />
          <TextInput
            label='是孩子的'
            required
            placeholder='例如：奶奶'
            maxLength={10}
            value={fetcher.relation}
            error={deed.error(`fetchers.${at}.relation`)}
            onChange={(relation) => form.setFetcher(at, { relation })}
          />
          <Button kind='text' label={`去掉来接的人 ${at + 1}`} onPress={() => form.dropFetcher(at)}>
            去掉
          </Button>
        </Card>
      ))}
      {value.fetchers.length < limits.booking.fetchers && (
        <Button kind='plain' icon='plus' onPress={form.addFetcher}>
          加一个来接的人
        </Button>
      )}
    </>
  )
})
