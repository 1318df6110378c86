import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { BallotPaper, go, usePulse } from '@/assembly'
import { useFresh } from '@/pages/fresh'
import { Failed, Read } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Choice, Code, Confirm, Page, StateBanner } from '@/ui'
import { OpenPoll } from '../../open-poll'
import { useDeliberation } from '../../stores'
import { CancelSheet } from './cancel-sheet'
import { Facts } from './facts'
import { Result } from './result'
import '@/assembly/assembly.scss'
import '../../deliberation.scss'

/** Milliseconds between looks at the turnout and whether it has closed. */
const every = 10_000

/** One poll `?id=`: what one should know before voting, the ballot, the code, the result. */
export default observer(function PollPage() {
  const stores = useStores()
  const { votes } = useDeliberation()
  const { id = '' } = useRouter().params
  const [page] = useState(() => new OpenPoll(stores, votes, id))
  const [asking, setAsking] = useState(false)
  const { view, ballot } = page
  useFresh(page.load)
  usePulse(async () => {
    const state = page.view?.poll.state
    if (stores.session.online && (state === 'announced' || state === 'open' || state === 'closing'))
      await page.reading.load()
  }, every)

  const mayVote = page.open.length > 0 && !page.pending
  const vote = async () => {
    await page.vote()
    setAsking(false)
    // The code stands at the top
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }
  return (
    <Page footer={mayVote && <Button onPress={() => setAsking(page.check())}>投票</Button>}>
      <Read of={page.reading} cards={3}>
        {({ poll }) => (
          <View>
            <Failed deed={page.deed} />
            {page.failure && <StateBanner tone='danger' icon='warning' title={page.failure.message} />}
            {view?.outcome && <Result view={view} />}
            <Receipts page={page} />
            <Facts poll={poll} />
            {mayVote && <Whose page={page} />}
            {mayVote && ballot && <BallotPaper ballot={ballot} error={page.missing} />}
            {!mayVote && <Mine page={page} />}
            <Entries page={page} />
            <Confirm
              open={asking}
              title='就投这些吗？'
              text={`您选的是：${ballot?.words ?? ''}。投了就不能改。`}
              action='确认投票'
              onClose={() => setAsking(false)}
              onConfirm={vote}
            />
          </View>
        )}
      </Read>
    </Page>
  )
})

/** The code of each ballot cast on this phone, large enough to copy by hand. */
const Receipts = observer(function Receipts({ page }: { page: OpenPoll }) {
  const { codes, view } = page
  if (page.pending)
    return (
      <StateBanner tone='warn' icon='offline' title='您的票还没送到'>
        <Text>没有网络。截止前送到才算，再发一次也只算一票。</Text>
        <Button kind='plain' busy={page.casting} onPress={page.resend}>
          再发一次
        </Button>
      </StateBanner>
    )
  if (codes.length === 0) return null
  return (
    <>
      {page.cast && (
        <StateBanner tone='done' icon='check' title='投好了'>
          <Text>下面是回执号，请抄下来或复制。投票结束后，用它能查到您的票在票箱里。它看不出您投了什么。</Text>
        </StateBanner>
      )}
      {codes.map(({ code, rollKey }) => {
        const vote = view?.poll.mine.votes.find((one) => one.rollKey === rollKey)
        const label = codes.length > 1 && vote ? `回执号（${vote.label}）` : '回执号'
        return <Code key={code} label={label} value={code} />
      })}
    </>
  )
})

/** Whose vote it is, where one has several: an owner's, or that of somebody who passed theirs on. */
const Whose = observer(function Whose({ page }: { page: OpenPoll }) {
  if (page.open.length < 2) {
    const [only] = page.open
    if (!only?.byProxy) return null
    return <StateBanner icon='person' title={`替 ${only.label} 投票`} />
  }
  return (
    <Choice
      label='这是谁的票'
      required
      options={page.open.map(({ rollKey, label, byProxy }) => ({
        value: rollKey,
        label,
        hint: byProxy ? '受委托代投' : undefined,
      }))}
      value={page.chosenKey}
      onChange={page.choose}
    />
  )
})

const told = {
  open: '还没有投',
  voted: '已投票',
  held: '工作人员登记了纸质票，正在核对',
  proxied: '已委托别人投',
}

/** How my votes stand, when there is none to cast. */
const Mine = observer(function Mine({ page }: { page: OpenPoll }) {
  const { poll } = page.view ?? {}
  if (!poll || (poll.state === 'announced' && poll.mine.votes.length === 0)) return null
  const { votes } = poll.mine
  if (votes.length === 0)
    return (
      <Card title='我的票'>
        <Text className='as-line'>
          {poll.state === 'open' ? '投票开始时您不在名册上，这次不能投票。' : '您没有这次投票的票。'}
        </Text>
      </Card>
    )
  return (
    <CellGroup title='我的票'>
      {votes.map(({ rollKey, label, state, byProxy }) => (
        <Cell
          key={rollKey}
          title={byProxy ? `${label}（受委托）` : label}
          value={
            state === 'open' && poll.state !== 'open'
              ? poll.state === 'announced'
                ? '到时候可以投'
                : '没有投'
              : told[state]
          }
        />
      ))}
    </CellGroup>
  )
})

const Entries = observer(function Entries({ page }: { page: OpenPoll }) {
  const [cancelling, setCancelling] = useState(false)
  const { poll } = page.view ?? {}
  if (!poll) return null
  const may = (act: string) => poll.allowed.includes(`deliberation.${act}`)
  return (
    <>
      <CellGroup>
        {may('ballotBox') && (
          <Cell
            icon='search'
            title='查我的票在不在票箱里'
            hint='也可以把整个票箱带走，自己重算一遍'
            onPress={() => go.box(page.pollId)}
          />
        )}
        {(may('giveProxy') || may('revokeProxy') || may('proxies')) && (
          <Cell
            icon='person'
            title='委托投票'
            hint={may('giveProxy') ? '自己不方便，请别人代投' : '谁受了委托，大家都能看'}
            onPress={() => go.proxy(page.pollId)}
          />
        )}
        {may('paperEntries') && (
          <Cell
            icon='edit'
            title='登记纸质、上门、电话票'
            hint='一人登记，另一人核对'
            onPress={() => go.paper(page.pollId)}
          />
        )}
        {may('namedBallots') && (
          <Cell icon='list' title='核对记名选票' hint='只有两名计票人能看' onPress={() => go.count(page.pollId)} />
        )}
        {poll.mine.topic && <Cell icon='talk' title='回到议题' onPress={() => go.topic(poll.topicId)} />}
      </CellGroup>
      {may('cancelPoll') && (
        <Button kind='danger' onPress={() => setCancelling(true)}>
          取消这次投票
        </Button>
      )}
      {cancelling && <CancelSheet page={page} onClose={() => setCancelling(false)} />}
    </>
  )
})
