import { groupLevelLabels } from '@contract/deliberation-words'
import { limits } from '@contract/limits'
import { Text } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Group, Member } from '@/assembly'
import { Failed } from '@/service'
import { Button, Cell, CellGroup, Chips, Sheet, TextArea } from '@/ui'
import type { Members } from '../../members'

const spans = [
  { value: '1', label: '1 小时' },
  { value: '24', label: '1 天' },
  { value: '72', label: '3 天' },
]

export const MuteSheet = observer(function MuteSheet({
  member,
  members,
  onClose,
}: {
  member: Member
  members: Members
  onClose: () => void
}) {
  const muted = member.mutedUntil !== undefined
  const [hours, setHours] = useState('24')
  const [reason, setReason] = useState('')
  const send = async () => {
    if (await members.mute(member, muted ? 0 : Number(hours), reason)) onClose()
  }
  return (
    <Sheet open title={muted ? `恢复${member.name}发言` : `暂停${member.name}发言`} onClose={onClose}>
      {!muted && (
        <>
          <Text className='as-line as-quiet'>这段时间里不能在本群发言，还可以看、可以投票。</Text>
          <Chips wrap label='暂停多久' options={spans} value={hours} onChange={setHours} />
        </>
      )}
      <TextArea
        label='原因'
        required
        placeholder='本人会看到，也记在管理记录里'
        maxLength={limits.note.max}
        value={reason}
        error={members.deed.error('reason')}
        onChange={setReason}
      />
      <Failed deed={members.deed} shown={['reason']} />
      <Button kind={muted ? 'primary' : 'danger'} onPress={send}>
        {muted ? '恢复' : '暂停'}
      </Button>
    </Sheet>
  )
})

/** To which forum: of a forum's own delegates there is nothing to choose but to take them off. */
export const DelegateSheet = observer(function DelegateSheet({
  member,
  members,
  group,
  onClose,
}: {
  member: Member
  members: Members
  group: Group
  onClose: () => void
}) {
  const { forums } = members
  const set = async (forumId: string, delegate: boolean) => {
    if (!(await members.setDelegate(member, forumId, delegate))) return
    void Taro.showToast({ title: delegate ? '已推为代表' : '已不再是代表', icon: 'none' })
    onClose()
  }
  if (member.delegate)
    return (
      <Sheet open title={`${member.name}不再当代表`} onClose={onClose}>
        <Text className='as-line'>不再参加这里的议事会，在自己楼里照常议事。</Text>
        <Failed deed={members.deed} />
        <Button kind='danger' onPress={() => set(group.groupId, false)}>
          不再当代表
        </Button>
      </Sheet>
    )
  return (
    <Sheet open title={`推${member.name}为代表`} onClose={onClose}>
      <Text className='as-line as-quiet'>代表可以参加上一级的议事会，替本楼说话、投票。</Text>
      <Failed deed={members.deed} />
      <CellGroup>
        {forums.map((forum) => (
          <Cell
            key={forum.groupId}
            title={forum.name}
            hint={groupLevelLabels[forum.level]}
            onPress={() => void set(forum.groupId, true)}
          />
        ))}
        {forums.length === 0 && <Cell title='没有可以推选的议事会' hint='您参加的上级议事会才能推选' />}
      </CellGroup>
    </Sheet>
  )
})
