import type { ActionError } from '@contract/errors'
import { limits } from '@contract/limits'
import Taro, { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { SignedOut } from '@/pages/signed-out'
import { asActionError, Draft, type Me, useStores } from '@/stores'
import { Button, ErrorBlock, Page, TextInput } from '@/ui'

export default observer(function ProfilePage() {
  const { session } = useStores()
  useDidShow(() => void session.load())
  if (session.me) return <Profile key={session.me.id} me={session.me} />
  return (
    <Page>
      <SignedOut />
    </Page>
  )
})

/** Name, and a phone number if one likes. */
const Profile = observer(function Profile({ me }: { me: Me }) {
  const { call, session } = useStores()
  const [draft] = useState(() => new Draft(`profile.${me.id}`, () => ({ name: me.name, phone: '' })))
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
          me.phoneMasked
            ? `现在是 ${me.phoneMasked}，不改就空着。只有办您这件事的人能看到`
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
