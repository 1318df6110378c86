import type { Post } from '@contract/deliberation'
import { stanceLabels, stances } from '@contract/deliberation-words'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { aria } from '@/platform/aria'
import { Button, Photos, Tag, Tap, When } from '@/ui'
import type { OpenTopic } from '../../open-topic'
import { type Doing, PostSheet } from './post-sheet'

/** One post: who, what, what others think of it, and what one may do. */
export const PostCard = observer(function PostCard({ post, page }: { post: Post; page: OpenTopic }) {
  const [doing, setDoing] = useState<Doing>()
  const gone = post.text === '' && post.state !== 'shown'
  return (
    <View className={page.talk.isFresh(post) ? 'dl-post dl-post--new' : 'dl-post'}>
      <View className='dl-post__head'>
        <Text className='dl-post__author'>{post.mine ? '我' : post.author.name}</Text>
        {post.author.moderator && <Tag tone='accent'>主持</Tag>}
        {page.talk.isFresh(post) && <Tag tone='accent'>新</Tag>}
        <View className='dl-post__when'>
          <When at={post.at} />
        </View>
      </View>
      {post.replyTo && !gone && (
        <Text className='dl-post__quote'>{`回复 ${post.replyTo.author}：${post.replyTo.text}`}</Text>
      )}
      {gone ? (
        <Text className='dl-post__gone'>这条发言被主持人隐藏了。原因已告诉发言的人。</Text>
      ) : (
        <Text className='as-words'>{post.text}</Text>
      )}
      {post.mentions.length > 0 && (
        <Text className='as-line as-quiet'>{`提醒：${post.mentions.map(({ name }) => name).join('、')}`}</Text>
      )}
      <Photos photos={post.photos} />
      <Standing post={post} />
      {post.state === 'shown' && <Stances post={post} page={page} />}
      <Acts post={post} page={page} onDo={setDoing} />
      {doing && <PostSheet post={post} page={page} doing={doing} onClose={() => setDoing(undefined)} />}
    </View>
  )
})

/** Why others do not see it, for its author and the moderators. */
function Standing({ post }: { post: Post }) {
  if (post.state === 'held')
    return (
      <View className='dl-post__state' {...aria({ role: 'status' })}>
        <Text>{post.mine ? '等主持人审核，通过后大家才能看到。' : '等您审核，还没有公开。'}</Text>
      </View>
    )
  if (post.state !== 'hidden' || post.text === '') return null
  const appeals = {
    open: '已经向社区申诉，等社区处理。',
    upheld: '社区看过后，维持隐藏。',
    restored: '社区看过后，已恢复。',
  }
  return (
    <View className='dl-post__state' {...aria({ role: 'status' })}>
      <Text className='as-line'>{`已被隐藏，别人看不到。${post.reason ? `原因：${post.reason}` : ''}`}</Text>
      {post.appeal && <Text className='as-line'>{appeals[post.appeal]}</Text>}
    </View>
  )
}

const Stances = observer(function Stances({ post, page }: { post: Post; page: OpenTopic }) {
  if (!post.allowed.includes('deliberation.react'))
    return (
      <Text className='dl-counts'>{stances.map((stance) => `${stanceLabels[stance]} ${post[stance]}`).join('，')}</Text>
    )
  return (
    <View className='dl-stances' {...aria({ role: 'group', label: '您怎么看' })}>
      {stances.map((stance) => (
        <Tap
          key={stance}
          className={post.stance === stance ? 'dl-stance dl-stance--on' : 'dl-stance'}
          role='checkbox'
          checked={post.stance === stance}
          label={`${stanceLabels[stance]}，${post[stance]} 人`}
          onPress={() => void page.react(post, stance)}
        >
          <Text>{`${stanceLabels[stance]} ${post[stance]}`}</Text>
        </Tap>
      ))}
    </View>
  )
})

const Acts = observer(function Acts({
  post,
  page,
  onDo,
}: {
  post: Post
  page: OpenTopic
  onDo: (doing: Doing) => void
}) {
  const may = (act: string) => post.allowed.includes(`deliberation.${act}`)
  const moderates = post.allowed.some((act) => act.startsWith('deliberation.moderate:'))
  const name = post.author.name
  return (
    <View className='dl-acts'>
      {may('post') && (
        <Button
          kind='text'
          small
          label={`回复${name}`}
          onPress={() => page.write({ postId: post.postId, author: name, text: post.text })}
        >
          回复
        </Button>
      )}
      {may('moderate:release') && post.state === 'held' && (
        <Button kind='text' small label={`发布${name}的发言`} onPress={() => onDo('release')}>
          发布
        </Button>
      )}
      {may('appeal') && (
        <Button kind='text' small onPress={() => onDo('appeal')}>
          不同意，申诉
        </Button>
      )}
      {moderates && (
        <Button kind='text' small label={`管理${name}的发言`} onPress={() => onDo('choose')}>
          管理
        </Button>
      )}
    </View>
  )
})
