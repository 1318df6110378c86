import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { go } from '@/assembly'
import { Button, Cell, CellGroup, Sheet } from '@/ui'
import type { OpenTopic } from '../../open-topic'
import { layOutActs, type TopicAct, topicSheets } from '../../topic-acts'

/** What this person may do with the topic now: what it waits for, a word of one's own, the rest one tap away. */
export const Foot = observer(function Foot({ page }: { page: OpenTopic }) {
  const [choosing, setChoosing] = useState(false)
  const { view } = page
  if (!view) return null
  const { lead } = layOutActs(view.allowed, view.topic.state)
  const mayWrite = page.allows('post') && !page.closedTalk
  return (
    <>
      {lead && <Button onPress={() => page.begin(lead)}>{topicSheets[lead].label}</Button>}
      <View className={lead ? 'dl-foot dl-foot--below' : 'dl-foot'}>
        {mayWrite && (
          <Button kind={lead ? 'plain' : 'primary'} icon='talk' onPress={() => page.write()}>
            说两句
          </Button>
        )}
        <Button kind='plain' onPress={() => setChoosing(true)}>
          其他操作
        </Button>
      </View>
      <Others page={page} open={choosing} onClose={() => setChoosing(false)} />
    </>
  )
})

const Others = observer(function Others({
  page,
  open,
  onClose,
}: {
  page: OpenTopic
  open: boolean
  onClose: () => void
}) {
  const { view } = page
  if (!view) return null
  const { rest } = layOutActs(view.allowed, view.topic.state)
  const { topicId, pinned, quiet } = view.topic
  const after = (work: () => unknown) => () => {
    onClose()
    work()
  }
  const begin = (act: TopicAct) => after(() => page.begin(act))
  return (
    <Sheet open={open} title='其他操作' onClose={onClose}>
      <CellGroup>
        {page.allows('openPoll') && (
          <Cell title='发起投票' hint='请大家表决，票数看得见' onPress={after(() => go.openPoll(topicId))} />
        )}
        {rest.map((act) => (
          <Cell key={act} title={topicSheets[act].label} hint={topicSheets[act].help} onPress={begin(act)} />
        ))}
        {page.allows('askCarry') && (
          <Cell
            title='转为隐患报告或调解'
            hint='要带上的发言，先征得本人同意'
            onPress={after(() => go.askCarry(topicId))}
          />
        )}
        {page.allows('pin') && (
          <Cell title={pinned ? '取消置顶' : '置顶'} arrow={false} onPress={after(() => page.pin(!pinned))} />
        )}
        <Cell
          title={quiet ? '恢复消息提醒' : '不再提醒我'}
          hint={quiet ? '有新进展时再发消息给您' : '这个议题的新进展不再发消息'}
          arrow={false}
          onPress={after(() => page.setQuiet(!quiet))}
        />
      </CellGroup>
    </Sheet>
  )
})
