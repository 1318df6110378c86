import { shiftSources, swapStates } from '@contract/booking-words'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { Failed, Read, spanOf } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Choice, dayAt, dayWords, Empty, Page, Sheet, StateBanner, Tag, TextArea, whenWords } from '@/ui'
import { Roster, RosterForm, type Shift } from '../../roster'
import { EditRoster } from './edit-roster'
import '../../counter.scss'

/** The duty of the counsellors of `?service=` for two weeks; a gap is said first. */
export default observer(function RosterPage() {
  const { call, session } = useStores()
  const { service = '' } = useRouter().params
  const [roster] = useState(() => new Roster(call, service, session.now))
  const [form, setForm] = useState<RosterForm>()
  useFresh(async () => {
    await session.load()
    await roster.reading.load()
  })
  if (form) {
    const save = async () => {
      if (!(await form.save())) return
      setForm(undefined)
      await roster.reading.load()
    }
    return (
      <Page
        footer={
          <>
            <Button onPress={save}>保存并排班</Button>
            <Button kind='text' onPress={() => setForm(undefined)}>
              不改了
            </Button>
          </>
        }
      >
        <EditRoster form={form} counsellors={roster.colleagues} />
      </Page>
    )
  }
  return (
    <Page
      footer={
        roster.may('booking.editRoster') && (
          <Button
            kind='plain'
            icon='edit'
            onPress={() => roster.reading.value && setForm(new RosterForm(call, service, roster.reading.value))}
          >
            设置轮值
          </Button>
        )
      }
    >
      {!roster.asking && <Failed deed={roster.deed} />}
      <Read of={roster.reading} cards={4}>
        {({ gaps, shifts }) => (
          <>
            {gaps.length > 0 ? (
              <StateBanner tone='danger' icon='warning' title={`两周内有 ${gaps.length} 班没有人`}>
                {gaps.map((gap) => (
                  <Text key={gap.startsAt} className='ct-line'>
                    {`${dayWords(dayAt(Date.parse(gap.startsAt)), session.now(), true)} ${spanOf(gap)}`}
                  </Text>
                ))}
                <Text className='ct-line ct-quiet'>没有人的时候，居民看到的是 12356。</Text>
              </StateBanner>
            ) : (
              <StateBanner tone='done' icon='check' title='两周内每班都有人' />
            )}
            {shifts.length === 0 && <Empty title='还没有排班' hint='先设置每周有哪些班、谁来轮值' />}
            {shifts.map((shift) => (
              <ShiftCard key={shift.shiftId} shift={shift} roster={roster} />
            ))}
          </>
        )}
      </Read>
      <AskSheet roster={roster} />
    </Page>
  )
})

const ShiftCard = observer(function ShiftCard({ shift, roster }: { shift: Shift; roster: Roster }) {
  const { session } = useStores()
  const { swap } = shift
  const when = `${dayWords(dayAt(Date.parse(shift.startsAt)), session.now(), true)} ${spanOf(shift)}`
  return (
    <Card title={when} extra={shift.mine ? <Tag tone='accent'>我的班</Tag> : undefined}>
      <Text className={shift.counsellor === undefined ? 'ct-line ct-gap' : 'ct-line'}>
        {shift.counsellor ?? '没有人'}
        {shift.source !== undefined && shift.source !== 'rotation' ? `（${shiftSources[shift.source]}）` : ''}
      </Text>
      {swap && swap.state !== 'withdrawn' && (
        <Text className='ct-line ct-quiet'>
          {`${swap.from}请${swap.to}换班：${swapStates[swap.state]}${swap.note ? `。${swap.note}` : ''}`}
        </Text>
      )}
      <View className='ct-row'>
        {swap?.state === 'asked' && swap.toMe && (
          <>
            <Button kind='plain' label={`同意换 ${when}`} onPress={() => roster.answer(shift, 'agree')}>
              同意换班
            </Button>
            <Button kind='text' label={`不换 ${when}`} onPress={() => roster.answer(shift, 'refuse')}>
              不换
            </Button>
          </>
        )}
        {swap?.state === 'asked' && shift.mine && (
          <Button kind='text' label={`撤回换班 ${when}`} onPress={() => roster.answer(shift, 'withdraw')}>
            撤回换班
          </Button>
        )}
        {shift.mine && swap?.state !== 'asked' && roster.may('booking.askSwap') && (
          <Button kind='plain' label={`请人换 ${when}`} onPress={() => roster.ask({ shift, what: 'swap' })}>
            请人换班
          </Button>
        )}
        {roster.may('booking.editShift') && (
          <Button kind='text' label={`安排 ${when}`} onPress={() => roster.ask({ shift, what: 'put' })}>
            {shift.counsellor === undefined ? '安排人' : '换人'}
          </Button>
        )}
      </View>
    </Card>
  )
})

/** Who, and why. */
const AskSheet = observer(function AskSheet({ roster }: { roster: Roster }) {
  const { session } = useStores()
  const { asking, colleagues, counsellorId, deed, words } = roster
  const put = asking?.what === 'put'
  const others = colleagues.filter((c) => put || (c.active && c.title !== asking?.shift.counsellor))
  return (
    <Sheet open={asking !== undefined} title={put ? '安排值班' : '请人换班'} onClose={() => roster.ask(undefined)}>
      {asking && <Text className='ct-line ct-quiet'>{whenWords(asking.shift.startsAt, session.now())}</Text>}
      <Failed deed={deed} shown={['counsellorId', 'reason', 'note']} />
      <Choice
        label={put ? '谁来值班' : '请谁来换'}
        required
        options={[
          ...others.map((c) => ({ value: c.counsellorId, label: c.title, hint: c.active ? undefined : '不在轮值里' })),
          ...(put ? [{ value: '', label: '先空着', hint: '居民看到的是 12356' }] : []),
        ]}
        value={counsellorId}
        error={deed.error('counsellorId')}
        onChange={roster.choose}
      />
      <TextArea
        label={put ? '原因' : '跟对方说一句'}
        required={put}
        maxLength={limits.note.max}
        value={words}
        error={deed.error(put ? 'reason' : 'note')}
        onChange={roster.setWords}
      />
      <Button disabled={counsellorId === undefined} onPress={roster.send}>
        {put ? '就这样安排' : '发给对方'}
      </Button>
    </Sheet>
  )
})
