import { mealTimes } from '@contract/booking-words'
import { Input, Text, View } from '@tarojs/components'
import { useReachBottom, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { digitsField } from '@/platform/digits'
import { canScan, scan } from '@/platform/scan'
import { Failed, yuan } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Chips, dayAt, dayWords, Empty, Field, List, Page, SearchInput, StateBanner, Tag } from '@/ui'
import { DayList } from '../../day-list'
import { go } from '../../go'
import { HandOver } from './hand-over'
import { VisitCard } from './visit-card'
import '../../counter.scss'

/** The counter of a site `?site=`: check in, the day's list, totals for the kitchen. */
export default observer(function DayPage() {
  const { call, session } = useStores()
  const { site = '' } = useRouter().params
  const [day] = useState(() => new DayList(call, site, dayAt(session.now())))
  useFresh(async () => {
    await session.load()
    await day.list.refresh()
  })
  useReachBottom(() => void day.list.more())
  const today = dayAt(session.now())
  const dates = [0, 1, 2, -1].map((days) => dayAt(session.now(), days))
  return (
    <Page>
      {day.date === today && <CheckIn day={day} />}
      {!day.leaving && <Failed deed={day.deed} shown={['code']} />}
      <Chips
        label='哪一天'
        options={dates.map((date) => ({ value: date, label: dayWords(date, session.now(), true) }))}
        value={day.date}
        onChange={(date) => void day.show(date)}
      />
      <Totals day={day} />
      <SearchInput
        label='手机号后四位'
        placeholder='没带码？输手机号后四位'
        value={day.tail}
        onChange={(tail) => void day.findTail(tail)}
      />
      <List
        list={day.list}
        row={(visit) => <VisitCard key={visit.bookingId} visit={visit} day={day} today={today} />}
        empty={
          day.tail.length === 4 ? (
            <Empty title='没有找到' hint='核对一下是不是这一天、这个手机号' />
          ) : (
            <Empty title='这一天还没有人约' hint='有人预约会出现在这里' />
          )
        }
      />
      <HandOver day={day} />
    </Page>
  )
})

const CheckIn = observer(function CheckIn({ day }: { day: DayList }) {
  const { arrived, deed, code } = day
  const read = async () => {
    const text = await scan()
    if (text === undefined) return
    day.setCode(text)
    await day.letIn()
  }
  return (
    <>
      {arrived && (
        <StateBanner tone='done' icon='check' title={`${arrived.name} 已签到`}>
          <Text className='ct-line'>{arrived.serviceName}</Text>
          {arrived.lines.map((line) => (
            <Text key={line} className='ct-line'>
              {line}
            </Text>
          ))}
          <Button kind='text' small onPress={day.forgetArrived}>
            知道了
          </Button>
        </StateBanner>
      )}
      <Field label='签到' required hint='输入来人的 6 位预约码' error={deed.error('code')}>
        <Input
          className='hh-input ct-code'
          value={code}
          placeholder='000000'
          placeholderClass='hh-placeholder'
          maxlength={-1}
          confirmType='done'
          onInput={(e) => day.setCode(e.detail.value)}
          onConfirm={() => void day.letIn()}
          {...digitsField({ label: '预约码', required: true, invalid: deed.error('code') !== undefined })}
        />
        <View className='ct-row'>
          <Button disabled={code.length < 6} onPress={() => day.letIn()}>
            签到
          </Button>
          {canScan && (
            <Button kind='plain' icon='scan' onPress={read}>
              扫码
            </Button>
          )}
        </View>
      </Field>
    </>
  )
})

const Totals = observer(function Totals({ day }: { day: DayList }) {
  const { totals } = day
  if (!totals) return null
  return (
    <Card
      title={`共 ${totals.people} 人`}
      extra={
        <View>
          <Tag tone='done'>{`到 ${totals.arrived}`}</Tag>
          {totals.noShows > 0 && <Tag tone='warn'>{`未到 ${totals.noShows}`}</Tag>}
        </View>
      }
    >
      {totals.dishes.map((dish) => (
        <View key={`${dish.mealTime}${dish.name}`} className='ct-pair'>
          <Text>{`${mealTimes[dish.mealTime]} ${dish.name}`}</Text>
          <Text className='ct-number'>{`堂食 ${dish.here}，送 ${dish.delivery}`}</Text>
        </View>
      ))}
      {totals.priceCents + totals.subsidyCents > 0 && (
        <View className='ct-pair'>
          <Text>应收</Text>
          <Text className='ct-number'>{`${yuan(totals.priceCents)}，补贴 ${yuan(totals.subsidyCents)}`}</Text>
        </View>
      )}
      {totals.dishes.some(({ delivery }) => delivery > 0) && (
        <Button kind='plain' icon='truck' onPress={() => go.rounds(day.site)}>
          送餐单（按楼栋）
        </Button>
      )}
    </Card>
  )
})
