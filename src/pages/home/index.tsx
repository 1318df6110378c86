import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useStores } from '@/stores'
import {
  Button,
  Cell,
  CellGroup,
  EmergencyStrip,
  ErrorBlock,
  Hotline,
  Icon,
  ItemCard,
  OutboxCards,
  Page,
  Skeleton,
  Tap,
} from '@/ui'
import { useFresh } from '../fresh'
import { openItem } from '../open'
import { useUnreadBadge } from '../unread-badge'
import { Where } from './where'
import './index.scss'

/** How many of my items the home page shows; the rest are one tap away. */
const shown = 3

export default observer(function Home() {
  const { session, items, duty } = useStores()

  const refresh = async () => {
    await session.load()
    if (!session.me) return
    await Promise.all([items.mine.refresh(), session.hasDesk && duty.load()])
  }
  useUnreadBadge()
  useFresh(refresh)

  return (
    <Page footer={<EmergencyStrip />}>
      <Where />
      <Tap
        className='home-whistle'
        label='吹哨，看见隐患，报给网格员'
        onPress={() => Taro.navigateTo({ url: '/hazard/pages/report/index' })}
      >
        <Icon name='whistle' />
        <View>
          <Text className='home-whistle__name'>吹哨</Text>
          <Text className='home-whistle__hint'>看见隐患，报给网格员</Text>
        </View>
      </Tap>
      <CellGroup>
        <Cell
          icon='talk'
          title='楼栋议事'
          hint='和邻居商量事、投票'
          onPress={() => Taro.navigateTo({ url: '/deliberation/pages/groups/index' })}
        />
        <Cell
          icon='scales'
          title='申请调解'
          hint='邻里、家里有纠纷，请人说和'
          onPress={() => Taro.navigateTo({ url: '/mediation/pages/request/index' })}
        />
        <Cell
          icon='calendar'
          title='服务预约'
          hint='吃饭、托管、看医生、问律师'
          onPress={() => Taro.navigateTo({ url: '/booking/pages/kinds/index' })}
        />
      </CellGroup>
      <Hotline />
      {session.isStaff && (
        <CellGroup>
          {session.hasDesk && (
            <Cell
              icon='desk'
              title='工作台'
              hint={deskHint(duty.counts)}
              onPress={() => Taro.navigateTo({ url: '/desk/pages/queue/index' })}
            />
          )}
          {session.worksAtSite && (
            <Cell
              icon='list'
              title='服务站点'
              hint='名单、送餐、值班'
              onPress={() => Taro.navigateTo({ url: '/counter/pages/home/index' })}
            />
          )}
        </CellGroup>
      )}
      <OutboxCards />
      {session.me && <Waiting />}
    </Page>
  )
})

function deskHint(counts: { open: number; overdue: number; soon: number } | undefined): string | undefined {
  if (!counts) return undefined
  if (counts.open === 0) return '没有待办'
  const parts = [`待办 ${many(counts.open)}`]
  if (counts.overdue > 0) parts.push(`超时 ${many(counts.overdue)}`)
  if (counts.soon > 0) parts.push(`一天内到期 ${many(counts.soon)}`)
  return parts.join('，')
}

/** The server counts up to 100. */
const many = (n: number) => (n >= 100 ? '100 以上' : String(n))

/** My items that still owe an answer. */
const Waiting = observer(function Waiting() {
  const { items } = useStores()
  const { mine } = items
  if (mine.rows.length === 0 && mine.error) return <ErrorBlock error={mine.error} onRetry={mine.refresh} />
  if (mine.waiting) return <Skeleton />
  if (items.open.length === 0) return null
  return (
    <View>
      <Text className='home-heading'>正在办的事</Text>
      {items.open.slice(0, shown).map((item) => (
        <ItemCard key={item.itemId} item={item} onPress={() => openItem(item.itemId)} />
      ))}
      {items.open.length > shown && (
        <Button kind='text' onPress={() => Taro.switchTab({ url: '/pages/items/index' })}>
          {`还有 ${items.open.length - shown} 件，看全部`}
        </Button>
      )}
    </View>
  )
})
