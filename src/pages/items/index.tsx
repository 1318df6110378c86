import Taro, { useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useStores } from '@/stores'
import { Button, Cell, CellGroup, Empty, ItemCard, List, OutboxCards, Page } from '@/ui'
import { useFresh } from '../fresh'
import { openItem } from '../open'
import { SignedOut } from '../signed-out'
import { useUnreadBadge } from '../unread-badge'

export default observer(function Items() {
  const { session, items } = useStores()

  const refresh = async () => {
    await session.load()
    if (session.me) await items.mine.refresh()
  }
  useUnreadBadge()
  useFresh(refresh)
  useReachBottom(() => void items.mine.more())

  return (
    <Page>
      <CellGroup>
        <Cell
          icon='lock'
          title='用查询码查进度'
          hint='保密上报的事，在这里查'
          onPress={() => Taro.navigateTo({ url: '/hazard/pages/follow/index' })}
        />
      </CellGroup>
      <OutboxCards />
      {session.me ? (
        <List
          list={items.mine}
          row={(item) => <ItemCard key={item.itemId} item={item} onPress={() => openItem(item.itemId)} />}
          empty={
            <Empty title='还没有办件' hint='发现楼道堵塞、飞线充电这样的隐患，吹哨报给网格员'>
              <Button icon='whistle' onPress={() => Taro.navigateTo({ url: '/hazard/pages/report/index' })}>
                吹哨
              </Button>
            </Empty>
          }
        />
      ) : (
        <SignedOut />
      )}
    </Page>
  )
})
