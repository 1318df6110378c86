import { type ServiceKind, serviceKinds } from '@contract/booking-words'
import { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Failed, Read, Reading } from '@/service'
import { useStores } from '@/stores'
import { Button, Cell, CellGroup, Chips, Choice, Page, TextArea, TextInput } from '@/ui'
import { go } from '../../go'
import { ServiceForm } from '../../service-form'
import { MoneyFields } from './money-fields'
import { QuestionList } from './question-list'
import { RuleFields } from './rule-fields'
import { WindowFields } from './window-fields'
import '../../counter.scss'

/** Settings of the service `?id=`; a new one of the site `?site=`. */
export default observer(function ServiceSettings() {
  const { call } = useStores()
  const { id, site } = useRouter().params
  const [reading] = useState(() => new Reading(() => call('booking.service', { serviceId: id ?? '' })))
  const [form, setForm] = useState<ServiceForm>()
  useDidShow(() => {
    if (!id) {
      if (!form) setForm(new ServiceForm({ call }, site ?? ''))
      return
    }
    void reading.load().then(() => {
      if (reading.value && !form)
        setForm(new ServiceForm({ call }, reading.value.service.siteId, reading.value.service))
    })
  })
  if (!form)
    return (
      <Page>
        <Read of={reading}>{() => null}</Read>
      </Page>
    )
  return <Edit form={form} allowed={reading.value?.allowed ?? []} />
})

const beside = [
  'name',
  'hint',
  'advice',
  'daysAhead',
  'closeMinutes',
  'cancelMinutes',
  'mostAhead',
  'priceCents',
  'childrenPerCarer',
]

const Edit = observer(function Edit({ form, allowed }: { form: ServiceForm; allowed: string[] }) {
  const { deed, service, value } = form
  const save = async () => {
    if (await form.save()) go.back()
  }
  return (
    <Page footer={<Button onPress={save}>保存</Button>}>
      <Failed deed={deed} shown={beside} />
      {service && (
        <CellGroup title='每天的事'>
          {allowed.includes('booking.editSlot') && (
            <Cell icon='calendar' title='改某一天的时间、名额' onPress={() => go.slots(service.serviceId)} />
          )}
          {allowed.includes('booking.editMenu') && (
            <Cell icon='bowl' title='菜单' onPress={() => go.menu(service.serviceId)} />
          )}
          {allowed.includes('booking.pauses') && (
            <Cell icon='person' title='暂停预约的人' onPress={() => go.pauses(service.serviceId)} />
          )}
          {allowed.includes('booking.editRoster') && (
            <Cell icon='clock' title='值班表' onPress={() => go.roster(service.serviceId)} />
          )}
        </CellGroup>
      )}
      {!service && (
        <Chips<ServiceKind>
          label='服务类别'
          wrap
          options={(Object.keys(serviceKinds) as ServiceKind[]).map((kind) => ({
            value: kind,
            label: serviceKinds[kind],
          }))}
          value={value.kind}
          onChange={(kind) => form.chooseKind(kind)}
        />
      )}
      <TextInput
        label='服务名称'
        required
        maxLength={20}
        value={value.name}
        error={deed.error('name')}
        onChange={(name) => form.set({ name })}
      />
      <TextArea
        label='说明'
        required
        hint='用居民的话，一两句'
        maxLength={200}
        value={value.hint}
        error={deed.error('hint')}
        onChange={(hint) => form.set({ hint })}
      />
      <TextArea
        label='提示'
        hint='来之前准备什么、带什么'
        maxLength={500}
        value={value.advice}
        error={deed.error('advice')}
        onChange={(advice) => form.set({ advice })}
      />
      <Choice
        label='现在能约吗'
        required
        options={[
          { value: 'yes', label: '开放预约' },
          { value: 'no', label: '暂停服务' },
        ]}
        value={value.open ? 'yes' : 'no'}
        onChange={(open) => form.set({ open: open === 'yes' })}
      />
      <WindowFields form={form} />
      <RuleFields form={form} />
      <MoneyFields form={form} />
      <QuestionList form={form} />
    </Page>
  )
})
