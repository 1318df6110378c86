import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { type Member, membersOf } from '@/assembly'
import { useStores } from '@/stores'
import { Button, Cell, Empty, List, Sheet } from '@/ui'

/** Somebody out of a group, or several. */
export const MembersSheet = observer(function MembersSheet({
  title,
  hint,
  groupId,
  chosen,
  said,
  onChoose,
  onClose,
}: {
  title: string
  hint: string
  groupId: string
  /** Ids of those who are chosen, and what is said beside them. */
  chosen: ReadonlySet<string>
  said: string
  onChoose: (member: Member) => void
  onClose: () => void
}) {
  const { call } = useStores()
  const [list] = useState(() => {
    const members = membersOf(call, groupId)
    void members.refresh()
    return members
  })
  return (
    <Sheet open title={title} onClose={onClose}>
      <Text className='as-line as-quiet'>{hint}</Text>
      <List
        list={list}
        row={(member) => (
          <Cell
            key={member.memberId}
            title={member.name}
            value={chosen.has(member.memberId) ? said : undefined}
            arrow={false}
            onPress={() => onChoose(member)}
          />
        )}
        empty={<Empty title='群里还没有别人' />}
      />
      <Button onPress={onClose}>选好了</Button>
    </Sheet>
  )
})
