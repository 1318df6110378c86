import { limits } from '@contract/limits'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Button, Choice, ErrorBlock, Sheet, Skeleton, TextInput } from '@/ui'
import { byPhone, type Changed, type GridStaff, nobody, type Staffing } from '../../staffing'

/** Colleagues shown before one asks for all of them. */
const fewKnown = 4

/** Replaces, adds or takes off a grid's worker. */
export const StaffSheet = observer(function StaffSheet({
  staffing,
  onClose,
  onChanged,
}: {
  staffing: Staffing
  onClose: () => void
  onChanged: (answer: Changed) => void
}) {
  const { staff, failure } = staffing
  return (
    <Sheet open title={staff ? `${staff.gridName}的网格员` : '网格员'} onClose={onClose}>
      {!staff && failure && <ErrorBlock error={failure} onRetry={staffing.load} />}
      {!staff && !failure && <Skeleton rows={4} />}
      {staff && <ChangeForm staffing={staffing} staff={staff} onChanged={onChanged} />}
    </Sheet>
  )
})

const ChangeForm = observer(function ChangeForm({
  staffing,
  staff,
  onChanged,
}: {
  staffing: Staffing
  staff: GridStaff
  onChanged: (answer: Changed) => void
}) {
  const [all, setAll] = useState(false)
  const known = all ? staff.known : staff.known.slice(0, fewKnown)
  const save = async () => {
    const answer = await staffing.save()
    if (answer) onChanged(answer)
  }
  return (
    <>
      <Text className='coverage-help'>{helpOf(staff)}</Text>
      {staffing.failure && <ErrorBlock error={staffing.failure} />}
      {staff.workers.length > 0 && (
        <Choice
          label='现在的网格员'
          required
          options={[
            ...staff.workers.map(({ roleId, name, phone }) => ({ value: roleId, label: `换下${name}`, hint: phone })),
            { value: nobody, label: '都留下，再增加一名' },
          ]}
          value={staffing.leaving}
          onChange={(leaving) => staffing.choose({ leaving, joining: undefined })}
        />
      )}
      <Choice
        label='谁来接手'
        required
        options={[
          ...known.map(({ roleId, name, title }) => ({ value: roleId, label: name, hint: title })),
          { value: byPhone, label: '其他人', hint: '按登记的姓名和手机号找' },
          ...(staffing.leaver ? [{ value: nobody, label: '先不安排人' }] : []),
        ]}
        value={staffing.joining}
        error={staffing.error('joiningId')}
        onChange={(joining) => staffing.choose({ joining })}
      />
      {known.length < staff.known.length && (
        <Button kind='text' onPress={() => setAll(true)}>
          {`再看 ${staff.known.length - known.length} 位同事`}
        </Button>
      )}
      {staffing.joining === byPhone && <ByPhone staffing={staffing} />}
      {staffing.vacates && (
        <Text className='coverage-warning'>
          撤下后这个网格没有网格员：在办的事、新的报告和住址登记由社区负责，直到安排了人。
        </Text>
      )}
      <Button kind={staffing.vacates ? 'danger' : 'primary'} busy={staffing.saving} onPress={save}>
        {staffing.action}
      </Button>
    </>
  )
})

const helpOf = ({ workers, open }: GridStaff) =>
  [
    workers.length === 0 && '这个网格现在没有网格员。',
    open > 0 ? `在办的事有 ${open} 件，跟着网格走，会告诉报告人。` : '现在没有在办的事。',
  ]
    .filter(Boolean)
    .join('')

const ByPhone = observer(function ByPhone({ staffing }: { staffing: Staffing }) {
  return (
    <>
      <TextInput
        label='姓名'
        required
        hint='和对方在「我的」里填的一样'
        maxLength={limits.name.max}
        value={staffing.name}
        error={staffing.error('name')}
        onChange={(name) => staffing.choose({ name })}
      />
      <TextInput
        label='手机号'
        required
        type='number'
        maxLength={11}
        value={staffing.phone}
        error={staffing.error('phone')}
        onChange={(phone) => staffing.choose({ phone })}
      />
    </>
  )
})
