import { confidentialKinds, type ServiceKind, serviceKinds } from '@contract/booking-words'
import { Text } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Failed, Handover, Several } from '@/service'
import { useStores } from '@/stores'
import { Button, Choice, Code, Page, StateBanner, TextInput } from '@/ui'
import { decoded, go } from '../../go'
import { ProxyForm, type Span, spans } from '../../people'
import '../../booking.scss'

/** Nobody books somebody else's talk with a counsellor. */
const grantable = Object.fromEntries(
  Object.entries(serviceKinds).filter(([kind]) => !confidentialKinds.includes(kind as ServiceKind)),
) as Record<ServiceKind, string>

/** Lets a relative or a neighbour book; `?patron=` for an elder who has only a phone. */
export default observer(function ProxyPage() {
  const { call, session } = useStores()
  const { patron, name } = useRouter().params
  const [form] = useState(() => new ProxyForm(call, session.now, patron || undefined))
  const { deed, granted } = form
  const whose = decoded(name)
  if (granted)
    return (
      <Page footer={<Button onPress={go.back}>好了</Button>}>
        <StateBanner tone='done' icon='check' title={granted.code ? '把代约码告诉对方' : '好了'}>
          <Text>对方打开「预约 → 家人和代约」，输入代约码就可以了。</Text>
        </StateBanner>
        {granted.code !== undefined && <Code label='代约码' value={granted.code} />}
        {granted.handover !== undefined && <Handover title='发给对方的话' text={granted.handover} />}
      </Page>
    )
  return (
    <Page footer={<Button onPress={form.grant}>{whose ? `让对方替${whose}约` : '让对方替我约'}</Button>}>
      <Failed deed={deed} shown={['phone', 'scope', 'until']} />
      <TextInput
        label='对方的手机号'
        required
        type='number'
        hint={whose ? `谁来替${whose}约` : '家人或信得过的邻居'}
        maxLength={11}
        value={form.phone}
        error={deed.error('phone')}
        onChange={(phone) => form.set({ phone })}
      />
      <Several
        label='可以约什么'
        required
        hint='心理咨询只能本人约'
        options={grantable}
        value={form.scope}
        error={deed.error('scope')}
        onChange={(scope) => form.set({ scope })}
      />
      <Choice<Span>
        label='到什么时候'
        required
        hint='随时可以收回'
        options={(Object.keys(spans) as Span[]).map((span) => ({ value: span, label: spans[span] }))}
        value={form.span}
        error={deed.error('until')}
        onChange={(span) => form.set({ span })}
      />
    </Page>
  )
})
