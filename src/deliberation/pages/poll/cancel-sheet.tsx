import { limits } from '@contract/limits'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Failed } from '@/service'
import { Button, Sheet, TextArea } from '@/ui'
import type { OpenPoll } from '../../open-poll'

/** Takes a poll back that has not begun. */
export const CancelSheet = observer(function CancelSheet({ page, onClose }: { page: OpenPoll; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const { deed, pollId } = page
  const cancel = async () => {
    if (!(await deed.run('deliberation.cancelPoll', { pollId, reason }))) return
    onClose()
    await page.reading.load()
  }
  return (
    <Sheet open title='取消这次投票' onClose={onClose}>
      <Text className='as-line as-quiet'>投票还没开始才能取消。原因大家都能看到。</Text>
      <TextArea
        label='原因'
        required
        placeholder='例如：选项写错了，改好再投'
        maxLength={limits.note.max}
        value={reason}
        error={deed.error('reason')}
        onChange={setReason}
      />
      <Failed deed={deed} shown={['reason']} />
      <Button kind='danger' onPress={cancel}>
        取消投票
      </Button>
    </Sheet>
  )
})
