import { Text } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { Button, Choice, Empty, ErrorBlock, PhotoPicker, Score, Sheet, Skeleton, TextArea } from '@/ui'
import type { ActionForm } from './action-form'
import { actionLabel } from './actions'
import { errorAt } from './check'
import type { OpenItem } from './open-item'
import './form-sheet.scss'

/** The sheet of one action, with exactly the fields it needs. */
export const FormSheet = observer(function FormSheet({ form, page }: { form: ActionForm; page: OpenItem }) {
  const { sheet, value, errors, failure } = form
  const title = actionLabel(form.action, page.view?.item.state ?? '')
  const submit = async () => {
    if ((await form.submit()) && sheet.done) void Taro.showToast({ title: sheet.done, icon: 'none' })
  }
  return (
    <Sheet open title={title} onClose={page.close}>
      <Text className='item-form__text'>{sheet.help}</Text>
      {sheet.score && (
        <Score
          label='满意吗'
          required
          value={value.score}
          error={errorAt(errors, 'score')}
          onChange={(score) => form.set({ score })}
        />
      )}
      {sheet.department && <Options form={form} label='派给哪个部门' field='departmentId' none='本区还没有登记部门' />}
      {sheet.target && <Options form={form} label='并入哪一件' field='intoItemId' none='附近没有同类的办件' />}
      {sheet.text && (
        <TextArea
          label={sheet.text.label}
          required={sheet.text.required}
          placeholder={sheet.text.placeholder}
          maxLength={sheet.text.max}
          value={value.text}
          error={errorAt(errors, sheet.text.name)}
          onChange={(text) => form.set({ text })}
        />
      )}
      {sheet.photos && <PhotoPicker label='照片' tray={form.photos} error={errorAt(errors, 'photos')} />}
      {failure && <ErrorBlock error={failure} />}
      {form.impossible && (
        <Text className='item-form__text'>现在不能再做这一步了。您写的内容还在，可以先抄下来再关闭。</Text>
      )}
      {!form.impossible && !form.nothingToChoose && (
        <Button kind={sheet.danger ? 'danger' : 'primary'} busy={form.sending} onPress={submit}>
          {sheet.submit}
        </Button>
      )}
    </Sheet>
  )
})

const Options = observer(function Options({
  form,
  label,
  field,
  none,
}: {
  form: ActionForm
  label: string
  field: string
  none: string
}) {
  const { options, optionsError } = form
  if (optionsError) return <ErrorBlock error={optionsError} onRetry={() => form.loadOptions()} />
  if (!options) return <Skeleton rows={3} />
  if (options.length === 0) return <Empty title={none} />
  return (
    <Choice
      label={label}
      required
      options={options.map((o) => ({ value: o.id, label: o.label, hint: o.suggested ? '这类事一般由它办' : o.hint }))}
      value={form.choice}
      error={errorAt(form.errors, field)}
      onChange={(choice) => form.set({ choice })}
    />
  )
})
