import { confidentialKinds, type ServiceKind, serviceKinds } from '@contract/booking-words'
import { observer } from 'mobx-react-lite'
import { Several } from '@/service'
import { Choice, TextInput } from '@/ui'
import type { ServiceForm } from '../../service-form'

const areas = { any: '不限', community: '本社区', street: '本街道', district: '本区', city: '本市' } as const
type Within = keyof typeof areas

/** Whoever talks with a counsellor is nowhere else that anybody knows of. */
const others = Object.fromEntries(
  Object.entries(serviceKinds).filter(([kind]) => !confidentialKinds.includes(kind as ServiceKind)),
) as Partial<Record<ServiceKind, string>> as Record<ServiceKind, string>

/** Who may book, and how early and until when. */
export const RuleFields = observer(function RuleFields({ form }: { form: ServiceForm }) {
  const { deed, value } = form
  const number = (label: string, field: 'daysAhead' | 'closeMinutes' | 'cancelMinutes' | 'mostAhead', hint: string) => (
    <TextInput
      label={label}
      required
      type='number'
      hint={hint}
      maxLength={5}
      value={value[field]}
      error={deed.error(field)}
      onChange={(text) => form.set({ [field]: text })}
    />
  )
  return (
    <>
      <TextInput
        label='最小年龄'
        type='number'
        hint='当天满这个岁数才能约，不填不限'
        maxLength={3}
        value={value.minAge}
        onChange={(minAge) => form.set({ minAge })}
      />
      <TextInput
        label='最大年龄'
        type='number'
        maxLength={3}
        value={value.maxAge}
        onChange={(maxAge) => form.set({ maxAge })}
      />
      <Choice<Within>
        label='住在哪里的人可以约'
        required
        options={(Object.keys(areas) as Within[]).map((key) => ({ value: key, label: areas[key] }))}
        value={value.within}
        onChange={(within) => form.set({ within })}
      />
      <Choice
        label='住址要确认过吗'
        required
        options={[
          { value: 'no', label: '不用' },
          { value: 'yes', label: '要', hint: '楼长或网格员确认过' },
        ]}
        value={value.confirmedHome ? 'yes' : 'no'}
        onChange={(yes) => form.set({ confirmedHome: yes === 'yes' })}
      />
      {number('提前几天可以约', 'daysAhead', '0 是只能当天约')}
      {number('开始前多少分钟截止预约', 'closeMinutes', '1 小时写 60，1 天写 1440')}
      {number('开始前多少分钟截止取消', 'cancelMinutes', '1 小时写 60')}
      {!confidentialKinds.includes(value.kind) && (
        <Several
          label='在这里的时间里还可以约'
          hint='只算本站点。例如日间照料的老人中午可以去食堂；没选的，时间重了就不能约'
          options={others}
          value={value.during}
          onChange={(during) => form.set({ during })}
        />
      )}
      {number('一个人最多同时约几次', 'mostAhead', '还没去的都算')}
    </>
  )
})
