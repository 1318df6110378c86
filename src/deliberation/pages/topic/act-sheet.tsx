import { limits } from '@contract/limits'
import { Text } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { dayOptions } from '@/assembly'
import { Failed } from '@/service'
import { Button, Cell, CellGroup, Chips, Choice, Field, PhotoPicker, Sheet, TextArea, TextInput } from '@/ui'
import type { ActForm } from '../../act-form'
import type { OpenTopic } from '../../open-topic'
import { MembersSheet } from './members-sheet'

const spans = dayOptions('3', '7', '15', '30', '60')

/** The sheet of one step, with exactly the fields it needs. */
export const ActSheet = observer(function ActSheet({ form, page }: { form: ActForm; page: OpenTopic }) {
  const { sheet, value, deed } = form
  const [naming, setNaming] = useState(false)
  const submit = async () => {
    if (await form.submit()) {
      void Taro.showToast({ title: sheet.done, icon: 'none' })
      await page.changed()
    } else if (deed.failure?.code === 'CONFLICT') await page.reading.load()
  }
  const groupId = page.view?.topic.rung.id
  if (naming && groupId !== undefined)
    return (
      <MembersSheet
        title='谁负责'
        hint='选一位，到期前会提醒。'
        groupId={groupId}
        chosen={new Set(value.memberId ? [value.memberId] : [])}
        said='负责'
        onChoose={form.name}
        onClose={() => setNaming(false)}
      />
    )
  return (
    <Sheet open title={sheet.label} onClose={page.close}>
      <Text className='as-line as-quiet'>{sheet.help}</Text>
      {sheet.verdict && (
        <Choice
          label='办得怎么样'
          required
          options={[
            { value: 'good' as const, label: '满意' },
            { value: 'bad' as const, label: '不满意' },
          ]}
          value={value.good}
          error={deed.error('good')}
          onChange={(good) => form.set({ good })}
        />
      )}
      {sheet.text && (
        <TextArea
          label={sheet.text.label}
          required={sheet.text.required}
          placeholder={sheet.text.placeholder}
          maxLength={sheet.text.max}
          value={value.text}
          error={deed.error(sheet.text.name)}
          onChange={(text) => form.set({ text })}
        />
      )}
      {sheet.task && (
        <>
          <TextInput
            label='谁负责'
            required
            placeholder='例如：楼长、社区物业科'
            maxLength={limits.name.max}
            value={value.who}
            error={deed.error('who') ?? deed.error('memberId')}
            onChange={(who) => form.set({ who, memberId: undefined })}
          />
          <CellGroup>
            <Cell icon='person' title='从群里选' hint='到期前会提醒这个人' onPress={() => setNaming(true)} />
          </CellGroup>
          <Field label='多久完成' required error={deed.error('dueAt') && '请选择多久完成'}>
            <Chips
              wrap
              label='多久完成'
              options={spans}
              value={value.days ?? ('' as never)}
              onChange={(days) => form.set({ days })}
            />
          </Field>
        </>
      )}
      {sheet.photos && <PhotoPicker label='照片' tray={form.photos} error={deed.error('photos')} />}
      <Failed deed={deed} shown={['text', 'reason', 'comment', 'who', 'memberId', 'dueAt', 'good', 'photos']} />
      <Button kind={sheet.danger ? 'danger' : 'primary'} busy={form.sending} onPress={submit}>
        {sheet.submit}
      </Button>
    </Sheet>
  )
})
