import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { go } from '@/assembly'
import { useFresh } from '@/pages/fresh'
import { Failed, Read } from '@/service'
import { useStores } from '@/stores'
import { Button, Empty, Page } from '@/ui'
import { Agenda } from '../../agenda'
import '@/assembly/assembly.scss'
import '../../chair.scss'

/** The agenda of the group `?group=`: taps put topics in and move them up. */
export default observer(function AgendaPage() {
  const { call } = useStores()
  const { group = '' } = useRouter().params
  const [agenda] = useState(() => new Agenda(call, group))
  useFresh(agenda.load)
  const save = async () => {
    if (!(await agenda.save())) return
    void Taro.showToast({ title: '议程已公布', icon: 'none' })
    go.back()
  }
  return (
    <Page
      footer={
        <Button disabled={!agenda.changed} onPress={save}>
          公布议程
        </Button>
      }
    >
      <Failed deed={agenda.deed} />
      <Read of={agenda.reading}>{() => <Both agenda={agenda} />}</Read>
    </Page>
  )
})

const Both = observer(function Both({ agenda }: { agenda: Agenda }) {
  const { planned, others } = agenda
  if (planned.length === 0 && others.length === 0) return <Empty title='还没有可以排的议题' />
  return (
    <View>
      <Text className='as-heading'>议程</Text>
      {planned.length === 0 && <Text className='as-line as-quiet'>还没有排。点下面的议题，排进议程。</Text>}
      {planned.map(({ topicId, title }, i) => (
        <View key={topicId} className='chair-row'>
          <Text className='chair-row__text'>{`${i + 1}. ${title}`}</Text>
          {i > 0 && (
            <Button kind='text' small label={`${title}，往前排`} onPress={() => agenda.raise(topicId)}>
              往前
            </Button>
          )}
          <Button kind='text' small label={`${title}，移出议程`} onPress={() => agenda.remove(topicId)}>
            移出
          </Button>
        </View>
      ))}
      {others.length > 0 && <Text className='as-heading'>还没排进来的</Text>}
      {others.map(({ topicId, title }) => (
        <View key={topicId} className='chair-row'>
          <Text className='chair-row__text'>{title}</Text>
          <Button
            kind='text'
            small
            disabled={agenda.full}
            label={`${title}，排进议程`}
            onPress={() => agenda.add(topicId)}
          >
            排进来
          </Button>
        </View>
      ))}
    </View>
  )
})
