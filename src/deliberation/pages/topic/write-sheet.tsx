import { limits } from '@contract/limits'
import { Text } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Button, Cell, CellGroup, PhotoPicker, Sheet, StateBanner, TextArea } from '@/ui'
import type { OpenTopic } from '../../open-topic'
import type { PostForm } from '../../post-form'
import { MembersSheet } from './members-sheet'

const told = { shown: '已发出', held: '已提交，等主持人审核', queued: '没有网络，已存在手机里' }

/** What one has to say; a reply shows what it answers. */
export const WriteSheet = observer(function WriteSheet({
  form,
  page,
  groupId,
}: {
  form: PostForm
  page: OpenTopic
  groupId: string
}) {
  const [asking, setAsking] = useState(false)
  const { value, answers } = form
  const send = async () => {
    const posted = await form.submit()
    if (!posted) return
    page.close()
    void Taro.showToast({ title: told[posted], icon: 'none' })
    if (posted !== 'queued') await page.talk.pull()
  }
  if (asking) {
    const chosen = new Set(value.mentions.map(({ memberId }) => memberId))
    return (
      <MembersSheet
        title='提醒谁看'
        hint={`最多 ${limits.deliberation.mentions} 人，他们会收到消息。`}
        groupId={groupId}
        chosen={chosen}
        said='会提醒'
        onChoose={(member) => {
          if (chosen.has(member.memberId) || form.mayMention) form.mention(member)
        }}
        onClose={() => setAsking(false)}
      />
    )
  }
  return (
    <Sheet open title={answers ? `回复${answers.author}` : '说两句'} onClose={page.close}>
      {answers && <Text className='dl-post__quote'>{answers.text}</Text>}
      <TextArea
        label='您想说的'
        required
        placeholder='就事论事，好好商量'
        maxLength={limits.deliberation.post.max}
        value={value.text}
        error={form.error('text')}
        onChange={(text) => form.set({ text })}
      />
      <CellGroup>
        <Cell
          icon='bell'
          title='提醒谁看'
          value={value.mentions.length > 0 ? value.mentions.map(({ name }) => name).join('、') : '不提醒'}
          onPress={() => setAsking(true)}
        />
      </CellGroup>
      <PhotoPicker label='照片' tray={form.photos} error={form.error('photos')} />
      {form.error('mentions') && <Text className='as-line as-late'>{form.error('mentions')}</Text>}
      {form.failure !== undefined && <StateBanner tone='danger' icon='warning' title={form.failure} />}
      <Button busy={form.sending} onPress={send}>
        发出
      </Button>
    </Sheet>
  )
})
