import { paperWayLabels } from '@contract/deliberation-words'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { useReachBottom, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { areaWords, canonicalWords, optionWords } from '@/assembly'
import { useFresh } from '@/pages/fresh'
import { Failed, Read } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Empty, List, Page, StateBanner, TextArea } from '@/ui'
import { Count } from '../../count'
import '@/assembly/assembly.scss'
import '../../chair.scss'

const ways = { online: '手机', proxy: '受委托', ...paperWayLabels }

/** The door in a household's id. */
const doorOf = (unitId: string) => unitId.slice(unitId.indexOf(':') + 1)

/** The named ballots of the poll `?poll=`, read and compared by its two counters. */
export default observer(function CountPage() {
  const { call } = useStores()
  const { poll: pollId = '' } = useRouter().params
  const [page] = useState(() => new Count(call, pollId))
  useFresh(page.load)
  useReachBottom(() => void page.list.more())
  return (
    <Page>
      <Failed deed={page.deed} shown={['note']} />
      {page.confirmations !== undefined && (
        <StateBanner tone='done' icon='check' title='已记下您的核对结果'>
          <Text>{`两名计票人中，已有 ${page.confirmations} 名核对。`}</Text>
        </StateBanner>
      )}
      <Read of={page.result}>
        {({ poll, tally }) => (
          <>
            <StateBanner tone='warn' icon='lock' title='选票内容请勿外传'>
              <Text>只有两名计票人能看到这一页。</Text>
            </StateBanner>
            {tally && (
              <CellGroup title='公布的票数'>
                {tally.sums.map(({ option, heads, area }) => (
                  <Cell
                    key={option}
                    title={optionWords(poll, option)}
                    value={[`${heads} 票`, area !== undefined && areaWords(area)].filter(Boolean).join('，')}
                  />
                ))}
              </CellGroup>
            )}
            <Text className='as-heading'>一张一张的票</Text>
            <List
              list={page.list}
              row={({ tag, label, units, area, choice, way }) => (
                <View key={tag} className='as-topic'>
                  <Text className='as-topic__title'>{label}</Text>
                  {units.length > 1 && <Text className='as-line as-quiet'>{units.map(doorOf).join('、')}</Text>}
                  <Text className='as-line'>{canonicalWords(poll, choice)}</Text>
                  <Text className='as-line as-quiet'>{`${areaWords(area)} · ${ways[way]}`}</Text>
                </View>
              )}
              empty={<Empty title='没有选票' />}
            />
            <Card title='票数对得上吗'>
              <TextArea
                label='说明'
                placeholder='对不上的，写明差在哪里'
                maxLength={limits.note.max}
                value={page.note}
                error={page.deed.error('note')}
                onChange={page.write}
              />
              <Button onPress={() => page.say(true)}>对得上</Button>
              <Button kind='danger' onPress={() => page.say(false)}>
                对不上
              </Button>
            </Card>
          </>
        )}
      </Read>
    </Page>
  )
})
