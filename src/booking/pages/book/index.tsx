import type { SlotAnswer } from '@contract/booking'
import { bookerCapacities, confidentialKinds, mealTimes, noSubsidies, type ServiceKind } from '@contract/booking-words'
import { limits } from '@contract/limits'
import { Text } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { Failed, Read, spanOf, yuan } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Choice, dayWords, Hotline, Page, StateBanner, TextInput } from '@/ui'
import { BookForm } from '../../book-form'
import { decoded, go } from '../../go'
import { MealFields } from './meal-fields'
import { QuestionFields } from './question-fields'
import '../../booking.scss'

/** Fields whose error stands beside them. */
const beside = ['answers', 'chosenName', 'meal']

/** The last step: for whom, what, and one button. */
export default observer(function BookPage() {
  const stores = useStores()
  const { service: serviceId = '', slot: slotId = '', date = '', kind, again, guest, guestName } = useRouter().params
  const [form] = useState(
    () =>
      new BookForm(stores, {
        serviceId,
        slotId: decoded(slotId) ?? '',
        date,
        again: again || undefined,
        guest: guest || undefined,
      }),
  )
  useFresh(async () => {
    await stores.session.load()
    await form.load()
  })
  const confidential = form.service?.confidential ?? confidentialKinds.includes(kind as ServiceKind)
  return (
    <Page footer={form.slot && !form.needsChild && <Foot form={form} slot={form.slot} />}>
      {confidential && <Hotline />}
      {guest !== undefined && <StateBanner icon='person' title={`替 ${decoded(guestName) ?? '老人'} 预约`} />}
      <Failed deed={form.deed} shown={beside} />
      <Read of={form.shown}>
        {({ service, site, slot, dishes }) => (
          <>
            <Card title={service.name}>
              <Text className='bk-when'>
                {slot
                  ? `${dayWords(slot.date, stores.session.now(), true)} ${slot.mealTime ? mealTimes[slot.mealTime] : ''} ${spanOf(slot)}`
                  : '这个时间已经不开放了'}
              </Text>
              <Text className='bk-line bk-quiet'>{`${site.name} · ${site.address}`}</Text>
            </Card>
            {slot?.why !== undefined && <Why form={form} why={slot.why} />}
            <ForWhom form={form} />
            {service.confidential && (
              <TextInput
                label='怎么称呼您'
                required
                hint='不用真名。只有当班的咨询师看得到'
                maxLength={limits.booking.chosenName.max}
                value={form.value.chosenName}
                error={form.deed.error('chosenName')}
                onChange={(chosenName) => form.set({ chosenName })}
              />
            )}
            {dishes.length > 0 && <MealFields form={form} />}
            {service.kind === 'canteen' && slot && dishes.length === 0 && (
              <StateBanner tone='warn' icon='bowl' title='这一餐的菜单还没有出来'>
                <Text>过一会儿再来看看，或打电话问问站点。</Text>
              </StateBanner>
            )}
            <QuestionFields form={form} questions={service.questions} />
            {form.fullCents > 0 && <Price form={form} />}
          </>
        )}
      </Read>
    </Page>
  )
})

/** `要付 9 元`, with a name where it is somebody else who pays. */
const payWords = (patron: BookForm['patron'], cents: number) =>
  `${patron && patron.as !== 'self' ? patron.name : ''}要付 ${yuan(cents)}`

/** What the chosen person will pay, as far as anybody can say before it is booked. */
const Price = observer(function Price({ form: { share, fullCents, patron, slot, service } }: { form: BookForm }) {
  const { noSubsidy } = slot?.price ?? {}
  return (
    <Card title={payWords(patron, share.priceCents)}>
      {share.subsidyCents > 0 && (
        <Text className='bk-line'>{`一共 ${yuan(fullCents)}，补贴 ${yuan(share.subsidyCents)}。`}</Text>
      )}
      {noSubsidy && <Text className='bk-line'>{`${noSubsidies[noSubsidy]}。`}</Text>}
      <Text className='bk-line'>到站点付钱，这里不收钱。</Text>
      {service && service.subsidies.length > 0 && (
        <Text className='bk-line bk-quiet'>一人一餐补一次，以约好时算的为准。</Text>
      )}
    </Card>
  )
})

/** Why the chosen person cannot book, and their card, where that may be what is missing. */
const Why = observer(function Why({ form: { patron }, why }: { form: BookForm; why: string }) {
  const own = patron?.as === 'self' || patron?.as === 'guardian'
  return (
    <StateBanner tone='warn' icon='warning' title={why}>
      {own && (
        <Button kind='text' small onPress={() => go.card({ id: patron.patronId })}>
          看看资料填对没有
        </Button>
      )}
    </StateBanner>
  )
})

const ForWhom = observer(function ForWhom({ form }: { form: BookForm }) {
  const { people, patron, needsChild } = form
  if (needsChild)
    return (
      <Card title='先写下孩子的资料'>
        <Text className='bk-line'>姓名、出生日期、过敏、谁可以来接。写一次，以后都能用。</Text>
        <Button kind='plain' icon='child' onPress={() => go.card({ kind: 'child' })}>
          添加孩子
        </Button>
      </Card>
    )
  if (people.length > 1)
    return (
      <Choice
        label='给谁约'
        required
        options={people.map((p) => ({
          value: p.patronId,
          label: p.as === 'self' ? `${p.name}（本人）` : p.name,
          hint: p.as === 'self' ? undefined : `您是${bookerCapacities[p.as]}`,
        }))}
        value={patron?.patronId}
        onChange={(patronId) => void form.chooseFor(patronId)}
      />
    )
  if (patron && patron.as !== 'self')
    return (
      <CellGroup>
        <Cell
          icon='child'
          title={`给${patron.name}约`}
          hint='轻点看资料'
          onPress={() => go.card({ id: patron.patronId })}
        />
      </CellGroup>
    )
  return null
})

const Foot = observer(function Foot({ form, slot }: { form: BookForm; slot: SlotAnswer }) {
  if (slot.bookingId !== undefined) {
    const { bookingId } = slot
    return <Button onPress={() => go.booking(bookingId)}>已经约过了，看预约码</Button>
  }
  if (slot.waitId !== undefined) return <Button onPress={go.mine}>已经在排队，看位置</Button>
  const submit = async () => {
    const done = await form.submit()
    if (done === 'waiting') go.waiting()
    else if (done) go.booked(done.bookingId, { kind: form.service?.kind, handover: done.handover })
  }
  if (slot.state === 'full')
    return (
      <>
        <Text className='bk-line bk-quiet'>{`约满了，前面有 ${slot.waiting} 人。有空位会发消息给您，按时确认就约上。`}</Text>
        <Button onPress={submit}>排队等空位</Button>
      </>
    )
  const open = slot.state === 'open' && slot.why === undefined
  return (
    <>
      {form.fullCents > 0 && <Text className='bk-line'>{payWords(form.patron, form.share.priceCents)}</Text>}
      <Button disabled={!open} onPress={submit}>
        {open ? '预约' : '现在不能预约'}
      </Button>
    </>
  )
})
