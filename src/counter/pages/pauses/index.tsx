import type { Answer } from '@contract'
import { limits } from '@contract/limits'
import { Text } from '@tarojs/components'
import { useReachBottom, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { bookingDeed, Failed } from '@/service'
import { Paged, useStores } from '@/stores'
import { Button, Card, Empty, List, Page, Sheet, TextArea, whenWords } from '@/ui'
import '../../counter.scss'

type Pause = Answer<'booking.pauses'>['pauses'][number]

/** Who may not book `?service=` for a while, and the way to let them again. */
export default observer(function PausesPage() {
  const { call, session } = useStores()
  const { service = '' } = useRouter().params
  const [list] = useState(
    () =>
      new Paged<Pause>(
        async (cursor) => {
          const page = await call('booking.pauses', { serviceId: service, cursor })
          return { rows: page.pauses, cursor: page.cursor }
        },
        (pause) => pause.pauseId,
      ),
  )
  const [deed] = useState(() => bookingDeed(call))
  const [lifting, setLifting] = useState<Pause>()
  const [reason, setReason] = useState('')
  useFresh(async () => {
    await session.load()
    await list.refresh()
  })
  useReachBottom(() => void list.more())
  const lift = async () => {
    if (!lifting || !(await deed.run('booking.liftPause', { pauseId: lifting.pauseId, reason }))) return
    setLifting(undefined)
    setReason('')
    await list.refresh()
  }
  return (
    <Page>
      <List
        list={list}
        row={(pause) => (
          <Card key={pause.pauseId} title={pause.name}>
            <Text className='ct-line'>{`${whenWords(pause.until, session.now())} 起可以再约`}</Text>
            {pause.noShows.length > 0 && (
              <Text className='ct-line ct-quiet'>
                {`没有来：${pause.noShows.map((at) => whenWords(at, session.now())).join('，')}`}
              </Text>
            )}
            <Button kind='plain' label={`恢复 ${pause.name} 的预约`} onPress={() => setLifting(pause)}>
              现在就恢复
            </Button>
          </Card>
        )}
        empty={<Empty title='没有暂停预约的人' hint='30 天里三次约了没来，会自动暂停 14 天' />}
      />
      <Sheet
        open={lifting !== undefined}
        title={`恢复 ${lifting?.name ?? ''} 的预约`}
        onClose={() => setLifting(undefined)}
      >
        <Failed deed={deed} shown={['reason']} />
        <TextArea
          label='原因'
          required
          hint='会记下是您恢复的'
          placeholder='例如：当时住院了'
          maxLength={limits.note.max}
          value={reason}
          error={deed.error('reason')}
          onChange={setReason}
        />
        <Button onPress={lift}>恢复预约</Button>
      </Sheet>
    </Page>
  )
})
