import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { hasActions, ItemActions, ItemPanel } from '@/item'
import { SignedOut } from '@/pages/signed-out'
import { useStores } from '@/stores'
import { Button, Cell, CellGroup, Empty, ErrorBlock, List, Page } from '@/ui'
import { Queue } from '../../queue'
import { useWide } from '../../use-wide'
import { Counts } from './counts'
import { QueueFilters } from './filters'
import { Row } from './row'
import './index.scss'

/** The desk: what waits for me by deadline, and on a wide screen the item in work beside it. */
export default observer(function Desk() {
  const stores = useStores()
  const [queue] = useState(() => new Queue(stores))
  const wide = useWide()
  useDidShow(() => {
    void queue.refresh()
    void queue.open?.load()
  })
  usePullDownRefresh(() => void queue.refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void queue.list.more())

  const open = (itemId: string) => {
    if (wide) queue.show(itemId)
    else void Taro.navigateTo({ url: `/hazard/pages/item/index?id=${itemId}` })
  }
  return (
    <Page wide={wide}>
      <View className={wide ? 'desk desk--wide' : 'desk'}>
        <View className='desk__queue'>
          <Counts queue={queue} />
          <Entries queue={queue} />
          <Work queue={queue} selected={wide ? queue.openId : undefined} onOpen={open} />
        </View>
        {wide && <Beside queue={queue} />}
      </View>
    </Page>
  )
})

/** The desk's other pages, for whoever works on them. */
const Entries = observer(function Entries({ queue }: { queue: Queue }) {
  const { session } = useStores()
  const { decides } = queue
  const edits = session.has('districtStaff') || session.has('cityStaff')
  const oversees = edits || session.has('communityStaff') || session.has('streetStaff')
  if (!decides && !oversees) return null
  return (
    <CellGroup>
      <Cell
        icon='talk'
        title='议事待办'
        hint='上报的议题、申诉、各楼六步'
        onPress={() => Taro.navigateTo({ url: '/chair/pages/queue/index' })}
      />
      {decides && (
        <Cell
          icon='person'
          title='住址确认'
          value={waiting(queue.memberships)}
          onPress={() => Taro.navigateTo({ url: '/desk/pages/memberships/index' })}
        />
      )}
      {oversees && (
        <Cell icon='list' title='网格覆盖' onPress={() => Taro.navigateTo({ url: '/desk/pages/coverage/index' })} />
      )}
      {edits && (
        <Cell icon='edit' title='隐患类别' onPress={() => Taro.navigateTo({ url: '/hazard/pages/categories/index' })} />
      )}
    </CellGroup>
  )
})

const waiting = (memberships: Queue['memberships']): string | undefined =>
  memberships &&
  (memberships.count === 0 ? '没有待确认' : `${memberships.count}${memberships.more ? ' 以上' : ''} 人待确认`)

const Work = observer(function Work({
  queue,
  selected,
  onOpen,
}: {
  queue: Queue
  selected: string | undefined
  onOpen: (itemId: string) => void
}) {
  const { session } = useStores()
  if (!session.me && session.error) return <ErrorBlock error={session.error} onRetry={queue.refresh} />
  if (!session.me) return <SignedOut />
  if (!queue.answers) return <Empty title='办件由网格员和工作人员处理' hint='您可以在上面确认邻居的住址' />
  return (
    <>
      <QueueFilters queue={queue} />
      <List
        list={queue.list}
        row={(item) => (
          <Row
            key={item.itemId}
            item={item}
            withUnit={queue.scope === 'area'}
            selected={item.itemId === selected}
            onPress={() => onOpen(item.itemId)}
          />
        )}
        empty={<Nothing queue={queue} />}
      />
    </>
  )
})

const Nothing = observer(function Nothing({ queue }: { queue: Queue }) {
  if (queue.filtered)
    return (
      <Empty title='没有符合条件的办件'>
        <Button kind='plain' onPress={queue.showAll}>
          看全部
        </Button>
      </Empty>
    )
  return queue.scope === 'mine' ? (
    <Empty title='没有待办，都处理完了' hint='有新的报告会出现在这里，下拉可以刷新' />
  ) : (
    <Empty title='辖区里没有在办的事' hint='下拉可以刷新' />
  )
})

const Beside = observer(function Beside({ queue }: { queue: Queue }) {
  const { open } = queue
  if (!open)
    return (
      <View className='desk__item'>
        <Empty title='点左边的一件，在这里办理' />
      </View>
    )
  return (
    <View className='desk__item'>
      <ItemPanel page={open} />
      {hasActions(open) && (
        <View className='desk__actions'>
          <ItemActions page={open} />
        </View>
      )}
    </View>
  )
})
