import { type CarryTarget, carryTargetLabels } from '@contract/deliberation-words'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { go } from '@/assembly'
import { useFresh } from '@/pages/fresh'
import { Failed, Read } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Choice, Icon, type IconName, Page, StateBanner, Tap } from '@/ui'
import { type Carry, CarryPage } from '../../carry'
import '@/assembly/assembly.scss'
import '../../deliberation.scss'

/** From a topic to a report: asked for `?topic=`, or as it stands `?id=`. */
export default observer(function CarryRoute() {
  const stores = useStores()
  const { id, topic } = useRouter().params
  const [page] = useState(() => new CarryPage(stores, { carryId: id || undefined, topicId: topic }))
  useFresh(page.load)
  const asking = page.carryId === undefined
  return (
    <Page footer={asking && <Button onPress={page.ask}>{page.picked.length > 0 ? '征求他们同意' : '下一步'}</Button>}>
      <Failed deed={page.deed} />
      {asking ? (
        <Asking page={page} />
      ) : (
        <Read of={page.carry}>{(carry) => <Standing carry={carry} page={page} />}</Read>
      )}
    </Page>
  )
})

const targetHints: Record<CarryTarget, string> = {
  hazard: '楼道堵塞、漏电这类要有人来处理的',
  mediation: '邻里之间有纠纷，请调解员来调',
}

const Asking = observer(function Asking({ page }: { page: CarryPage }) {
  return (
    <>
      <Choice
        label='转为什么'
        required
        options={(Object.keys(carryTargetLabels) as CarryTarget[]).map((to) => ({
          value: to,
          label: carryTargetLabels[to],
          hint: targetHints[to],
        }))}
        value={page.to}
        onChange={page.setTo}
      />
      <Card title='要不要带上大家的话'>
        <Text className='as-line'>点选要带上的发言。先征得本人同意，没同意的不会带出这个群。也可以一条不选。</Text>
        {page.statements.map((post) => {
          const on = page.picked.includes(post.postId)
          return (
            <Tap
              key={post.postId}
              className={on ? 'as-option as-option--on' : 'as-option'}
              role='checkbox'
              checked={on}
              label={`${post.author.name}：${post.text}`}
              onPress={() => page.pick(post.postId)}
            >
              <View className='as-option__mark as-option__mark--square'>{on && <Icon name='check' />}</View>
              <View className='as-option__text'>
                <Text className='as-line as-quiet'>{post.author.name}</Text>
                <Text className='as-line'>{post.text}</Text>
              </View>
            </Tap>
          )
        })}
      </Card>
    </>
  )
})

const consents = { asked: '还没答复', given: '同意', refused: '不同意' }

const Standing = observer(function Standing({ carry, page }: { carry: Carry; page: CarryPage }) {
  const given = carry.statements.filter(({ consent }) => consent === 'given').length
  return (
    <>
      {page.topic.value && (
        <CellGroup>
          <Cell icon='talk' title={page.topic.value.title} hint='回到议题' onPress={() => go.topic(carry.topicId)} />
        </CellGroup>
      )}
      {carry.itemId !== undefined && (
        <StateBanner tone='done' icon='check' title={`已转为${carryTargetLabels[carry.to]}`}>
          <Text>编号已写在议题的经过里。</Text>
        </StateBanner>
      )}
      {page.asksMe && <MyWords carry={carry} page={page} />}
      {carry.statements.length > 0 && (
        <CellGroup title={`要带上的发言：${given} 条同意，共 ${carry.statements.length} 条`}>
          {carry.statements.map(({ postId, consent, text, mine }) => (
            <Cell
              key={postId}
              title={text ?? '本人同意后才能看到'}
              hint={mine ? '您的发言' : undefined}
              value={consents[consent]}
            />
          ))}
        </CellGroup>
      )}
      {carry.mine && carry.itemId === undefined && <Onward carry={carry} page={page} />}
    </>
  )
})

/** The author's word on their own words. */
const MyWords = ({ carry, page }: { carry: Carry; page: CarryPage }) => (
  <Card title='要不要带上您的发言'>
    <Text className='as-line'>
      {`${carry.askedBy}想把这个议题转为${carryTargetLabels[carry.to]}。您同意，您的话会写进去，处理的人能看到；不同意就不带。`}
    </Text>
    <Button onPress={() => page.consent(true)}>同意带上</Button>
    <Button kind='plain' onPress={() => page.consent(false)}>
      不同意
    </Button>
  </Card>
)

const onward: Record<CarryTarget, { title: string; icon: IconName; button: string; linked: string; open(): void }> = {
  hazard: {
    title: '第一步：报上去',
    icon: 'whistle',
    button: '去填隐患报告',
    linked: '关联后，全群都能看到编号',
    open: go.report,
  },
  mediation: {
    title: '第一步：申请调解',
    icon: 'scales',
    button: '去填调解申请',
    linked: '关联后，全群会知道这个议题申请了调解，看不到编号和内容',
    open: go.mediation,
  },
}

/** What the asker does next: report it, and say which report it became. */
const Onward = observer(function Onward({ carry, page }: { carry: Carry; page: CarryPage }) {
  const words = onward[carry.to]
  const fill = () => {
    page.prefill()
    words.open()
  }
  return (
    <>
      <Card title={words.title}>
        <Text className='as-line'>议题和同意带上的话已替您写好，选类别和位置就能发。没同意的话不会写进去。</Text>
        <Button icon={words.icon} onPress={fill}>
          {words.button}
        </Button>
      </Card>
      {page.reports.length > 0 && (
        <>
          <Choice
            label='第二步：报好了，是哪一件'
            required
            hint={words.linked}
            options={page.reports.map(({ itemId, title, place, number }) => ({
              value: itemId,
              label: title,
              hint: [place, number].filter(Boolean).join(' · '),
            }))}
            value={page.itemId}
            error={page.deed.error('itemId')}
            onChange={page.choose}
          />
          <Button kind='plain' onPress={page.link}>
            关联这一件
          </Button>
        </>
      )}
    </>
  )
})
