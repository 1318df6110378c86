import type { Post } from '@contract/deliberation'
import { limits } from '@contract/limits'
import { Text } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { deliberationDeed } from '@/assembly'
import { Failed } from '@/service'
import { useStores } from '@/stores'
import { Button, Cell, CellGroup, Chips, Sheet, TextArea } from '@/ui'
import type { OpenTopic } from '../../open-topic'

/** What is being done to a post; `choose` asks which. */
export type Doing = 'choose' | 'hold' | 'release' | 'hide' | 'mute' | 'appeal'

const words: Record<
  Exclude<Doing, 'choose'>,
  { title: string; help: string; submit: string; done: string; hint?: string }
> = {
  hold: {
    title: '转为待审核',
    help: '先收起来，看清楚再决定。发言的人会知道。',
    submit: '收起来',
    done: '已转为待审核',
  },
  release: { title: '发布', help: '发布后全群都能看到。', submit: '发布', done: '已发布' },
  hide: {
    title: '隐藏发言',
    help: '写明原因，发言的人会看到，不同意可以向社区申诉。发言不会被删除。',
    submit: '隐藏',
    done: '已隐藏',
    hint: '例如：公开了别人的电话',
  },
  mute: {
    title: '暂停发言',
    help: '这段时间里不能在本群发言，还可以看、可以投票。',
    submit: '暂停',
    done: '已暂停',
    hint: '例如：连续骂人，提醒过不改',
  },
  appeal: {
    title: '向社区申诉',
    help: '社区看过后决定恢复还是维持，结果会告诉您。只能申诉一次。',
    submit: '提交申诉',
    done: '已提交，等社区处理',
    hint: '例如：我说的是事实，没有骂人',
  },
}
const asksReason: readonly Doing[] = ['hide', 'mute', 'appeal']

const spans = [
  { value: '1', label: '1 小时' },
  { value: '24', label: '1 天' },
  { value: '72', label: '3 天' },
]

/** The sheet of what moderators do to a post, and of the author's appeal. */
export const PostSheet = observer(function PostSheet({
  post,
  page,
  doing: first,
  onClose,
}: {
  post: Post
  page: OpenTopic
  doing: Doing
  onClose: () => void
}) {
  const { call } = useStores()
  const [doing, setDoing] = useState(first)
  const [deed] = useState(() => deliberationDeed(call))
  const [reason, setReason] = useState('')
  const [hours, setHours] = useState('24')
  if (doing === 'choose') return <Choose post={post} onChoose={setDoing} onClose={onClose} />

  const { title, help, submit, done, hint } = words[doing]
  const { postId } = post
  const groupId = page.view?.topic.groupId ?? ''
  const run = () => {
    if (doing === 'appeal') return deed.run('deliberation.appeal', { postId, reason })
    if (doing === 'mute')
      return deed.run('deliberation.mute', { groupId, memberId: post.author.memberId, hours: Number(hours), reason })
    return deed.run('deliberation.moderate', { postId, act: doing, ...(doing === 'hide' && { reason }) })
  }
  const send = async () => {
    if (!(await run())) return
    void Taro.showToast({ title: done, icon: 'none' })
    onClose()
    await page.talk.pull()
  }
  return (
    <Sheet open title={title} onClose={onClose}>
      <Text className='as-line as-quiet'>{help}</Text>
      {doing === 'mute' && <Chips wrap label='暂停多久' options={spans} value={hours} onChange={setHours} />}
      {asksReason.includes(doing) && (
        <TextArea
          label='原因'
          required
          placeholder={hint}
          maxLength={limits.note.max}
          value={reason}
          error={deed.error('reason')}
          onChange={(text) => {
            setReason(text)
            deed.forgive()
          }}
        />
      )}
      <Failed deed={deed} shown={['reason']} />
      <Button kind={doing === 'hide' || doing === 'mute' ? 'danger' : 'primary'} onPress={send}>
        {submit}
      </Button>
    </Sheet>
  )
})

const Choose = ({ post, onChoose, onClose }: { post: Post; onChoose: (doing: Doing) => void; onClose: () => void }) => {
  const may = (act: string) => post.allowed.includes(`deliberation.moderate:${act}`)
  return (
    <Sheet open title={`管理${post.author.name}的发言`} onClose={onClose}>
      <CellGroup>
        {may('release') && <Cell title='发布' hint='让大家看到' onPress={() => onChoose('release')} />}
        {may('hold') && <Cell title='转为待审核' hint='先收起来再看' onPress={() => onChoose('hold')} />}
        {may('hide') && <Cell title='隐藏' hint='要写原因，本人可以申诉' onPress={() => onChoose('hide')} />}
        {!post.mine && !post.author.moderator && (
          <Cell title='暂停这位邻居发言' hint='一段时间里不能发言' onPress={() => onChoose('mute')} />
        )}
      </CellGroup>
      <Text className='as-line as-quiet'>每一步都会记在管理记录里，全群可以看。</Text>
    </Sheet>
  )
}
