import type { ActionError } from '@contract/errors'
import { limits } from '@contract/limits'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { asActionError, Draft, useStores } from '@/stores'
import { Button, ErrorBlock, Page, TextInput } from '@/ui'

const draftOf = (personId: string, name: string) => new Draft(`profile.${personId}`, () => ({ name, phone: '' }))

/** Name, and a phone number if one likes. */
export default observer(function Profile() {
  const { call, session } = useStores()
  const [draft] = useState(() => draftOf(session.me?.id ?? '', session.me?.name ?? ''))
  const [error, setError] = useState<ActionError>()
  const { name, phone } = draft.value

  const save = async () => {
    setError(undefined)
    try {
      await call('account.saveProfile', { name, ...(phone.trim() !== '' && { phone }) })
    } catch (e) {
      return setError(asActionError(e))
    }
    draft.clear()
    await session.load()
    void Taro.showToast({ title: '已保存', icon: 'none' })
    void Taro.navigateBack()
  }

  return (
    <Page footer={<Button onPress={save}>保存</Button>}>
      {error && !error.fields && <ErrorBlock error={error} onRetry={save} />}
      <TextInput
        label='姓名'
        hint='网格员上门时好称呼您'
        required
        type='nickname'
        value={name}
        maxLength={limits.name.max}
        error={error?.fields?.name}
        onChange={(value) => draft.set({ name: value })}
      />
      <TextInput
        label='手机号'
        hint={
          session.me?.phoneMasked
            ? `现在是 ${session.me.phoneMasked}。不改就空着。只有办您这件事的人能看到`
            : '只有办您这件事的人能看到。不填也能报事'
        }
        type='number'
        value={phone}
        maxLength={11}
        error={error?.fields?.phone}
        onChange={(value) => draft.set({ phone: value })}
      />
    </Page>
  )
})
