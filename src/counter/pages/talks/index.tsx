import { bookingStates } from '@contract/booking-words'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { bookingTone, Failed, Read, spanOf } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, dayAt, dayWords, Empty, Page, Sheet, Tag, TextArea } from '@/ui'
import { go } from '../../go'
import { type Talk, Talks } from '../../talks'
import '../../counter.scss'

/** Appointments of the counsellor's own shifts. */
export default observer(function TalksPage() {
  const { call, session } = useStores()
  const [talks] = useState(() => new Talks(call, session.now))
  useFresh(async () => {
    await session.load()
    await talks.reading.load()
  })
  return (
    <Page
      footer={
        <Button kind='danger' icon='warning' onPress={go.crisis}>
          对方有危急迹象
        </Button>
      }
    >
      {!talks.open && <Failed deed={talks.deed} />}
      <Read of={talks.reading} cards={3}>
        {(all) =>
          all.length === 0 ? (
            <Empty title='您的班上还没有人约' hint='这里只有您自己值班时段的预约，别人看不到' />
          ) : (
            <>
              {talks.ahead.map((talk) => (
                <TalkCard key={talk.bookingId} talk={talk} talks={talks} />
              ))}
              {talks.past.length > 0 && <Text className='ct-heading'>以前的</Text>}
              {talks.past.map((talk) => (
                <TalkCard key={talk.bookingId} talk={talk} talks={talks} />
              ))}
            </>
          )
        }
      </Read>
      <Sheet
        open={talks.open !== undefined}
        title={`关于 ${talks.open?.talk.chosenName ?? ''} 的记录`}
        onClose={talks.close}
      >
        <Text className='ct-line ct-quiet'>只有您自己能看。这台设备上不留。</Text>
        <TextArea
          label='记录'
          required
          maxLength={limits.booking.consultNote.max}
          value={talks.open?.text ?? ''}
          error={talks.deed.error('text')}
          onChange={talks.write}
        />
        <Failed deed={talks.deed} shown={['text']} />
        <Button onPress={talks.save}>保存</Button>
        <Button kind='danger' icon='warning' onPress={go.crisis}>
          对方有危急迹象
        </Button>
      </Sheet>
    </Page>
  )
})

const TalkCard = observer(function TalkCard({ talk, talks }: { talk: Talk; talks: Talks }) {
  const { session } = useStores()
  const date = dayAt(Date.parse(talk.startsAt))
  return (
    <Card
      title={`${dayWords(date, session.now(), true)} ${spanOf(talk)}`}
      extra={<Tag tone={bookingTone(talk.state)}>{bookingStates[talk.state]}</Tag>}
    >
      <Text className='ct-line ct-strong'>{talk.chosenName}</Text>
      {talk.answers.map(({ label, answer }) => (
        <Text key={label} className='ct-line ct-quiet'>{`${label}：${answer}`}</Text>
      ))}
      <View className='ct-row'>
        {talk.state === 'booked' && date === dayAt(session.now()) && (
          <Button kind='plain' label={`${talk.chosenName} 来了`} onPress={() => talks.checkIn(talk)}>
            来了
          </Button>
        )}
        <Button kind='text' icon='edit' label={`${talk.chosenName} 的记录`} onPress={() => talks.read(talk)}>
          {talk.hasNote ? '看记录' : '写记录'}
        </Button>
      </View>
    </Card>
  )
})
