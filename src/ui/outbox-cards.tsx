import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { type OutboxEntry, useStores } from '@/stores'
import { Button } from './button'
import { Confirm } from './sheet'
import { Tag, type Tone } from './state'
import { When } from './when'
import './item-card.scss'

const looks: Record<OutboxEntry['state'], { tone: Tone; label: string }> = {
  waiting: { tone: 'warn', label: '待发送' },
  sending: { tone: 'accent', label: '正在发送' },
  refused: { tone: 'danger', label: '没有发出' },
  sent: { tone: 'done', label: '已送到' },
}

/** Where what was sent is shown, and where what was refused is mended. */
const pages: Partial<Record<OutboxEntry['name'], { done: string; form: string }>> = {
  'hazard.report': { done: '/hazard/pages/done/index', form: '/hazard/pages/report/index' },
  'mediation.request': { done: '/mediation/pages/done/index', form: '/mediation/pages/request/index' },
}

/** What was written without a network: waiting, refused with the reason, or sent and not looked at yet. */
export const OutboxCards = observer(function OutboxCards() {
  const { outbox } = useStores()
  return (
    <>
      {outbox.entries.map((entry) => (
        <OutboxCard key={entry.requestId} entry={entry} />
      ))}
    </>
  )
})

const OutboxCard = observer(function OutboxCard({ entry }: { entry: OutboxEntry }) {
  const { outbox } = useStores()
  const [giving, setGiving] = useState(false)
  const { tone, label } = looks[entry.state]
  const page = pages[entry.name]
  return (
    <View className='hh-item'>
      <View className='hh-item__head'>
        <Text className='hh-item__title'>{entry.title}</Text>
        <Tag tone={tone}>{label}</Tag>
      </View>
      <View className='hh-item__line'>
        <Text>填写于 </Text>
        <When at={entry.at} />
      </View>
      {entry.state === 'waiting' && <Text className='hh-item__line'>已存在手机里，有网络时自动发出，不会重复</Text>}
      {entry.error && <Text className='hh-item__wrong'>{entry.error.message}</Text>}
      {entry.state === 'sent' && !page && (
        <Button kind='text' onPress={() => outbox.drop(entry.requestId)}>
          知道了
        </Button>
      )}
      {entry.state === 'sent' && page && (
        <Button kind='plain' onPress={() => Taro.navigateTo({ url: `${page.done}?key=${entry.requestId}` })}>
          看编号和期限
        </Button>
      )}
      {entry.state === 'waiting' && (
        <View className='hh-item__actions'>
          <Button kind='plain' small onPress={outbox.flush}>
            现在发送
          </Button>
          <Button kind='text' small onPress={() => setGiving(true)}>
            不发了
          </Button>
        </View>
      )}
      {entry.state === 'refused' && (
        <View className='hh-item__actions'>
          {page && (
            <Button kind='plain' small onPress={() => Taro.navigateTo({ url: `${page.form}?mend=${entry.requestId}` })}>
              修改后再发
            </Button>
          )}
          <Button kind='text' small onPress={() => setGiving(true)}>
            移除
          </Button>
        </View>
      )}
      <Confirm
        open={giving}
        title='不发了吗？'
        text='移除后，填写的内容不再保留。'
        action='移除'
        danger
        onClose={() => setGiving(false)}
        onConfirm={() => outbox.drop(entry.requestId)}
      />
    </View>
  )
})
