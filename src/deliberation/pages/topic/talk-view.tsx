import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Empty, List, Segmented, StateBanner } from '@/ui'
import type { OpenTopic } from '../../open-topic'
import { PostCard } from './post-card'

const orders = [
  { value: 'newest' as const, label: '最新的' },
  { value: 'supported' as const, label: '赞成最多的' },
]

/** What is said, the newest or the most supported first. */
export const TalkView = observer(function TalkView({ page }: { page: OpenTopic }) {
  const { talk } = page
  if (page.closedTalk) return null
  const some = talk.newest.rows.length > 0
  return (
    <View>
      <Text className='as-heading'>大家说</Text>
      {some && <Segmented label='发言的次序' options={orders} value={talk.order} onChange={talk.show} />}
      {page.waiting > 0 && (
        <StateBanner tone='warn' icon='offline' title={`${page.waiting} 条发言等网络`}>
          <Text>已存在手机里，有网络时自动发出，不会重复。</Text>
        </StateBanner>
      )}
      <List
        list={talk.list}
        row={(post) => <PostCard key={post.postId} post={post} page={page} />}
        empty={
          <Empty title='还没有人发言' hint={page.allows('post') ? '点下面的「说两句」，说说您的想法' : undefined} />
        }
      />
    </View>
  )
})
