import { roleLabels } from '@contract/words'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { copy } from '@/platform/device'
import { identity } from '@/platform/identity'
import { subscriptions } from '@/platform/subscriptions'
import { type Me, type TextMode, useStores } from '@/stores'
import { Cell, CellGroup, Choice, type ChoiceOption, Page, Sheet, Tag } from '@/ui'
import { SignedOut } from '../signed-out'
import { useUnreadBadge } from '../unread-badge'
import './index.scss'

const textChoices: readonly ChoiceOption<TextMode>[] = [
  { value: 'auto', label: '跟随系统', hint: '随手机和微信的字体大小' },
  { value: 'standard', label: '标准' },
  { value: 'elder', label: '长辈模式', hint: '字大，按钮大' },
  { value: 'largest', label: '长辈模式（特大字）' },
]

const go = (url: string) => () => Taro.navigateTo({ url })

export default observer(function MePage() {
  const { session } = useStores()
  const [choosing, setChoosing] = useState(false)
  useUnreadBadge()
  useDidShow(() => void session.load())
  const mode = textChoices.find((c) => c.value === session.mode)

  return (
    <Page>
      {session.me ? <Mine me={session.me} /> : <SignedOut />}
      <CellGroup>
        <Cell icon='text' title='字体大小' value={mode?.label} onPress={() => setChoosing(true)} />
        {identity.chosen && (
          <Cell icon='person' title='演示身份' hint='只在演示环境里有' onPress={go('/account/pages/people/index')} />
        )}
      </CellGroup>
      <Sheet open={choosing} title='字体大小' onClose={() => setChoosing(false)}>
        <Choice
          label='选一种，马上生效'
          required
          options={textChoices}
          value={session.mode}
          onChange={session.setMode}
        />
      </Sheet>
    </Page>
  )
})

const Mine = observer(function Mine({ me }: { me: Me }) {
  const { session } = useStores()
  return (
    <>
      <View className='me-head'>
        <Text className='me-head__name'>{me.name || '还没有填写姓名'}</Text>
        <Text className='me-head__roles'>
          {session.isStaff
            ? session.staffRoles.map((r) => `${r.areaName} ${roleLabels[r.role]}`).join('\n')
            : roleLabels.resident}
        </Text>
      </View>
      {session.isStaff && (
        <CellGroup>
          {session.hasDesk && <Cell icon='desk' title='工作台' onPress={go('/desk/pages/queue/index')} />}
          {session.servesSites && (
            <Cell
              icon='calendar'
              title='服务站点'
              hint='名单、送餐、值班、替老人约'
              onPress={go('/counter/pages/home/index')}
            />
          )}
        </CellGroup>
      )}
      <CellGroup>
        <Cell icon='calendar' title='我的预约' onPress={go('/booking/pages/mine/index')} />
        <Cell icon='person' title='家人和代约' hint='给孩子约，替老人约' onPress={go('/booking/pages/people/index')} />
      </CellGroup>
      <CellGroup>
        <Cell icon='home' title='住址' value={<Address me={me} />} onPress={go('/account/pages/home/index')} />
        <Cell icon='person' title='姓名和电话' value={me.phoneMasked} onPress={go('/account/pages/profile/index')} />
        {subscriptions.available && <Notices me={me} />}
        <Cell icon='lock' title='隐私与我的数据' onPress={go('/account/pages/privacy/index')} />
        <Cell
          icon='copy'
          title='我的编号'
          hint='开通工作身份时，告诉管理员'
          value='复制'
          arrow={false}
          onPress={() => void copy(me.id)}
        />
      </CellGroup>
    </>
  )
})

function Address({ me }: { me: Me }) {
  if (!me.home) return <Text>未登记</Text>
  if (me.home.state === 'pending') return <Tag tone='warn'>待确认</Tag>
  if (me.home.state === 'refused') return <Tag tone='danger'>没有确认</Tag>
  return <Text>{`${me.home.buildingName} ${me.home.unit}`}</Text>
}

/** WeChat sends one message for each time the person allowed it; the inbox has them all in any case. */
const Notices = observer(function Notices({ me }: { me: Me }) {
  const { call, session } = useStores()
  const wanted = session.isStaff ? (['itemProgress', 'deskWork'] as const) : (['itemProgress'] as const)
  const left = wanted.reduce((sum, t) => sum + (me.allowance[t] ?? 0), 0)
  const ask = async () => {
    const allowed = await subscriptions.ask([...wanted])
    if (allowed.length === 0) return
    await call('account.allowMessages', { templates: allowed }).catch(() => undefined)
    await session.load()
  }
  return (
    <Cell
      icon='bell'
      title='微信通知'
      hint={left > 0 ? `还能收到 ${left} 次，再点一次加一次` : '轻点后，有进展时微信会通知您一次'}
      onPress={() => void ask()}
    />
  )
})
