import { groupLevelLabels } from '@contract/deliberation-words'
import { Text, View } from '@tarojs/components'
import { useReachBottom, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Member } from '@/assembly'
import { useFresh } from '@/pages/fresh'
import { useStores } from '@/stores'
import { Button, Empty, List, Page, Tag, whenWords } from '@/ui'
import { Members } from '../../members'
import { DelegateSheet, MuteSheet } from './sheets'
import '@/assembly/assembly.scss'
import '../../chair.scss'

/** Who is in the group `?group=`; its moderators silence and name delegates here. */
export default observer(function MembersPage() {
  const { call } = useStores()
  const { group: groupId = '' } = useRouter().params
  const [members] = useState(() => new Members(call, groupId))
  const [muting, setMuting] = useState<Member>()
  const [naming, setNaming] = useState<Member>()
  const { group } = members
  useFresh(() => members.load())
  useReachBottom(() => void members.list.more())
  return (
    <Page>
      {group && <Text className='as-heading'>{`${group.name} · ${groupLevelLabels[group.level]}`}</Text>}
      <List
        list={members.list}
        row={(member) => (
          <Row
            key={member.memberId}
            member={member}
            moderates={group?.moderator === true}
            onMute={() => setMuting(member)}
            onName={() => setNaming(member)}
          />
        )}
        empty={<Empty title='群里还没有人' hint='住址确认后，住户会自动在这里' />}
      />
      {muting && <MuteSheet member={muting} members={members} onClose={() => setMuting(undefined)} />}
      {naming && group && (
        <DelegateSheet member={naming} members={members} group={group} onClose={() => setNaming(undefined)} />
      )}
    </Page>
  )
})

const Row = observer(function Row({
  member,
  moderates,
  onMute,
  onName,
}: {
  member: Member
  moderates: boolean
  onMute: () => void
  onName: () => void
}) {
  const { session } = useStores()
  const { name, moderator, delegate, mutedUntil } = member
  return (
    <View className='as-topic'>
      <View className='as-tags'>
        <Text className='chair-name'>{name}</Text>
        {moderator && <Tag tone='accent'>主持</Tag>}
        {delegate && <Tag tone='done'>代表</Tag>}
        {mutedUntil !== undefined && <Tag tone='warn'>{`暂停发言到${whenWords(mutedUntil, session.now())}`}</Tag>}
      </View>
      {moderates && !moderator && (
        <View className='chair-acts'>
          <Button kind='text' small label={`${mutedUntil ? '恢复' : '暂停'}${name}发言`} onPress={onMute}>
            {mutedUntil ? '恢复发言' : '暂停发言'}
          </Button>
          <Button kind='text' small label={`${name}的代表资格`} onPress={onName}>
            {delegate ? '不再当代表' : '推为代表'}
          </Button>
        </View>
      )}
    </View>
  )
})
