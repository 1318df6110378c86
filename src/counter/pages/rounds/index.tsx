import { roundStates } from '@contract/booking-words'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { phoneCall } from '@/platform/device'
import { Failed, Read } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, clockWords, dayAt, dayWords, Empty, Page, Segmented, Tag, type Tone } from '@/ui'
import { type Round, Rounds } from '../../rounds'
import '../../counter.scss'

const tones: Record<Round['state'], Tone> = { open: 'warn', taken: 'accent', delivered: 'done' }

/** Rounds of delivery, door by door: of the site `?site=`, else of the volunteer's grids. */
export default observer(function RoundsPage() {
  const { call, session } = useStores()
  const { site } = useRouter().params
  const [rounds] = useState(() => new Rounds(call, site || undefined, dayAt(session.now())))
  useFresh(async () => {
    await session.load()
    await rounds.reading.load()
  })
  const dates = [0, 1].map((days) => dayAt(session.now(), days))
  return (
    <Page>
      <Segmented
        label='哪一天'
        options={dates.map((date) => ({ value: date, label: dayWords(date, session.now(), true) }))}
        value={rounds.date}
        onChange={(date) => void rounds.show(date)}
      />
      <Failed deed={rounds.deed} />
      <Read of={rounds.reading}>
        {(found) =>
          found.length === 0 ? (
            <Empty title='这一天没有要送的餐' hint='有人约了送餐，会出现在这里' />
          ) : (
            found.map((round) => (
              <RoundCard key={round.roundId} round={round} rounds={rounds} atSite={site !== undefined} />
            ))
          )
        }
      </Read>
    </Page>
  )
})

const RoundCard = observer(function RoundCard({
  round,
  rounds,
  atSite,
}: {
  round: Round
  rounds: Rounds
  atSite: boolean
}) {
  const may = round.takenByMe || atSite
  return (
    <Card title={round.gridName} extra={<Tag tone={tones[round.state]}>{roundStates[round.state]}</Tag>}>
      <Text className='ct-line'>{`${round.siteName}，${clockWords(round.startsAt)} 取餐，共 ${round.stops} 份`}</Text>
      {round.takenBy !== undefined && (
        <Text className='ct-line ct-quiet'>{round.takenByMe ? '您在送' : `${round.takenBy}在送`}</Text>
      )}
      {round.state === 'open' && !round.takenByMe && (
        <Button kind='plain' icon='truck' label={`我来送 ${round.gridName}`} onPress={() => rounds.take(round)}>
          我来送
        </Button>
      )}
      {round.buildings.map((building) => (
        <View key={building.buildingId} className='ct-part'>
          <Text className='ct-line ct-strong'>{`${building.buildingName}，${building.stops.length} 份`}</Text>
          {building.stops.map((stop) => (
            <View key={stop.bookingId} className='ct-stop'>
              <Text className='ct-line'>{`${stop.unit} ${stop.name}`}</Text>
              <Text className='ct-line ct-quiet'>{stop.dishes}</Text>
              {stop.note !== undefined && <Text className='ct-line ct-quiet'>{stop.note}</Text>}
              <View className='ct-row'>
                {stop.phone !== undefined && (
                  <Button
                    kind='text'
                    icon='phone'
                    label={`打电话给 ${stop.name}`}
                    onPress={() => stop.phone && phoneCall(stop.phone)}
                  >
                    打电话
                  </Button>
                )}
                {stop.state === 'done' ? (
                  <Tag tone='done'>已送到</Tag>
                ) : (
                  may && (
                    <Button
                      kind='plain'
                      label={`${stop.unit} ${stop.name} 已送到`}
                      onPress={() => rounds.deliver(stop.bookingId)}
                    >
                      已送到
                    </Button>
                  )
                )}
              </View>
            </View>
          ))}
        </View>
      ))}
      {round.takenByMe && round.state === 'taken' && (
        <Button kind='text' label={`送不了 ${round.gridName}`} onPress={() => rounds.drop(round)}>
          送不了，让别人送
        </Button>
      )}
    </Card>
  )
})
