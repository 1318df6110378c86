import { Text, View } from '@tarojs/components'
import Taro, { useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useStores } from '@/stores'
import type { Message } from '@/stores/messages'
import { Button, Empty, List, Page, Tag, Tap, When } from '@/ui'
import { useFresh } from '../fresh'
import { openItem } from '../open'
import { SignedOut } from '../signed-out'
import { useUnreadBadge } from '../unread-badge'
import './index.scss'

/** Most messages that one call may mark as read. */
const batch = 50

export default observer(function Messages() {
  const { session, messages } = useStores()
  const { list } = messages

  const refresh = async () => {
    await session.load()
    if (session.me) await list.refresh()
  }
  useUnreadBadge()
  useFresh(refresh)
  useReachBottom(() => void list.more())

  const unread = list.rows.filter((m) => !m.read).map((m) => m.messageId)
  return (
    <Page>
      {!session.me && <SignedOut />}
      {session.me && unread.length > 1 && (
        <Button kind='text' onPress={() => messages.markRead(unread.slice(0, batch))}>
          {`${unread.length} 条未读，全部标为已读`}
        </Button>
      )}
      {session.me && (
        <List
          list={list}
          row={(message) => <Row key={message.messageId} message={message} />}
          empty={<Empty title='还没有消息' hint='您的办件有进展时，会在这里告诉您' />}
        />
      )}
    </Page>
  )
})

/** Where a message about nothing that has a page of its own leads, by its kind or what that begins with. */
const pages: Record<string, string> = {
  membership: '/account/pages/home/index',
  membershipWork: '/desk/pages/memberships/index',
  gridWork: '/desk/pages/queue/index',
  gridVacant: '/desk/pages/coverage/index',
  booking: '/booking/pages/mine/index',
  wait: '/booking/pages/mine/index',
  proxy: '/booking/pages/people/index',
  roster: '/counter/pages/home/index',
  appealWork: '/chair/pages/queue/index',
  topicWork: '/chair/pages/queue/index',
  delegate: '/deliberation/pages/groups/index',
  topicTalk: '/deliberation/pages/groups/index',
}

/** Pages of what a kind names itself: `carry:<id>` asks for somebody's words, `poll:<id>` is for whoever votes or counts. */
const named: Record<string, string> = { carry: 'carry', poll: 'poll' }

function pageOf({ bookingId, topicId, kind }: Message): string | undefined {
  const [about = '', id] = kind.split(':')
  if (id !== undefined && named[about]) return `/deliberation/pages/${named[about]}/index?id=${id}`
  if (topicId !== undefined) return `/deliberation/pages/topic/index?id=${topicId}`
  if (bookingId !== undefined) return `/booking/pages/booking/index?id=${bookingId}`
  return pages[kind] ?? pages[kind.split('.')[0] ?? '']
}

const Row = observer(function Row({ message }: { message: Message }) {
  const { messages } = useStores()
  const open = () => {
    void messages.markRead([message.messageId])
    const page = pageOf(message)
    if (message.itemId) void openItem(message.itemId)
    else if (page) void Taro.navigateTo({ url: page })
  }
  return (
    <Tap className='message' onPress={open}>
      <View className='message__head'>
        <Text className={message.read ? 'message__title' : 'message__title message__title--new'}>{message.title}</Text>
        {!message.read && <Tag tone='accent'>未读</Tag>}
      </View>
      <Text className='message__body'>{message.body}</Text>
      <View className='message__when'>
        <When at={message.at} still />
      </View>
    </Tap>
  )
})
