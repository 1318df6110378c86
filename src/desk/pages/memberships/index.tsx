import { relationLabels } from '@contract/account'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { SignedOut } from '@/pages/signed-out'
import { useStores } from '@/stores'
import { Button, Empty, ErrorBlock, List, Page, Sheet, TextArea, When } from '@/ui'
import { type Membership, Memberships } from '../../memberships'
import './index.scss'

/** Residents who say they live in my building or grid, or in a grid of my community without a worker, to be confirmed. */
export default observer(function MembershipsPage() {
  const { call, session } = useStores()
  const standsIn = session.has('communityStaff')
  const [waiting] = useState(() => new Memberships(call))
  useDidShow(() => void waiting.list.refresh())
  usePullDownRefresh(() => void waiting.list.refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void waiting.list.more())
  return (
    <Page>
      {waiting.failure && !waiting.refusing && <ErrorBlock error={waiting.failure} />}
      {standsIn && waiting.list.rows.length > 0 && <Text className='resident__help'>{whyCommunity}</Text>}
      {waiting.list.error?.code === 'UNAUTHENTICATED' ? (
        <SignedOut />
      ) : (
        <Waiting waiting={waiting} hint={standsIn ? whyCommunity : '有人登记住址时，会出现在这里，也会发消息给您'} />
      )}
      <RefuseSheet waiting={waiting} />
    </Page>
  )
})

const whyCommunity = '网格没有网格员的时候，那里的住址由社区确认；安排了网格员，就转给网格员。'

const Waiting = observer(function Waiting({ waiting, hint }: { waiting: Memberships; hint: string }) {
  return (
    <List
      list={waiting.list}
      row={(membership) => <Resident key={membership.membershipId} membership={membership} waiting={waiting} />}
      empty={<Empty title='没有等您确认的住户' hint={hint} />}
    />
  )
})

const Resident = observer(function Resident({ membership, waiting }: { membership: Membership; waiting: Memberships }) {
  const { personName, buildingName, unit, relation, at } = membership
  return (
    <View className='resident'>
      <Text className='resident__name'>{personName}</Text>
      <Text className='resident__line'>{`${buildingName} ${unit}`}</Text>
      <View className='resident__line resident__line--quiet'>
        <Text>{`${relationLabels[relation]} · 登记于 `}</Text>
        <When at={at} />
      </View>
      <View className='resident__actions'>
        <Button
          kind='plain'
          busy={waiting.deciding === membership.membershipId}
          label={`${personName}住在这里，确认`}
          onPress={() => waiting.confirm(membership)}
        >
          住在这里
        </Button>
        <Button
          kind='text'
          disabled={waiting.deciding !== undefined}
          label={`${personName}不住在这里，不确认`}
          onPress={() => waiting.askReason(membership)}
        >
          不是
        </Button>
      </View>
    </View>
  )
})

const RefuseSheet = observer(function RefuseSheet({ waiting }: { waiting: Memberships }) {
  const { refusing } = waiting
  return (
    <Sheet open={refusing !== undefined} title='不确认' onClose={waiting.closeReason}>
      <Text className='resident__help'>{`写明原因，${refusing?.membership.personName ?? ''}会看到，可以改正后重新登记。`}</Text>
      <TextArea
        label='原因'
        required
        placeholder='例如：房号写错了，这栋楼没有 3 单元'
        maxLength={limits.note.max}
        value={refusing?.draft.value.reason ?? ''}
        error={waiting.reasonError}
        onChange={waiting.setReason}
      />
      {waiting.failure && <ErrorBlock error={waiting.failure} />}
      <Button kind='danger' busy={waiting.deciding !== undefined} onPress={waiting.refuse}>
        不确认
      </Button>
    </Sheet>
  )
})
