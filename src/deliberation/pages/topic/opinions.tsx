import type { Post } from '@contract/deliberation'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { aria } from '@/platform/aria'
import type { Reading } from '@/service'
import { Card } from '@/ui'
import type { Opinions } from '../../open-topic'

/** What unites and what divides, once enough have said what they think. */
export const OpinionCard = observer(function OpinionCard({ opinions }: { opinions: Reading<Opinions> }) {
  const { united = [], divided = [] } = opinions.value ?? {}
  if (united.length === 0 && divided.length === 0) return null
  return (
    <Card title='大家怎么看'>
      <Text className='as-line as-quiet'>{`${limits.deliberation.opinionsFrom} 人以上表过态的发言，才列在这里。`}</Text>
      <Statements title='多数人一致的' posts={united} />
      <Statements title='意见分歧大的' posts={divided} />
    </Card>
  )
})

const Statements = ({ title, posts }: { title: string; posts: readonly Post[] }) =>
  posts.length === 0 ? null : (
    <View>
      <Text className='as-heading'>{title}</Text>
      {posts.map((post) => (
        <View key={post.postId} className='dl-opinion'>
          <Text className='as-line'>{post.text}</Text>
          <Balance post={post} />
        </View>
      ))}
    </View>
  )

const share = (part: number, { agree, disagree, unsure }: Post) =>
  `${(100 * part) / Math.max(1, agree + disagree + unsure)}%`

/** How many are for and against, as a bar and in numbers. */
const Balance = ({ post }: { post: Post }) => (
  <>
    <View className='dl-bar' {...aria({ hidden: true })}>
      <View className='dl-bar__agree' style={{ width: share(post.agree, post) }} />
      <View className='dl-bar__disagree' style={{ width: share(post.disagree, post) }} />
    </View>
    <Text className='as-line as-quiet'>{`赞成 ${post.agree}，不赞成 ${post.disagree}，说不准 ${post.unsure}`}</Text>
  </>
)
