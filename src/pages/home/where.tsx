import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { phoneCall } from '@/platform/device'
import { identity } from '@/platform/identity'
import { type Me, useStores } from '@/stores'
import { Button, Card, ErrorBlock, Skeleton, Tag } from '@/ui'

const toAddress = () => Taro.navigateTo({ url: '/account/pages/home/index' })

/** Where I live and who looks after it; or the one step that is missing. */
export const Where = observer(function Where() {
  const { session } = useStores()
  if (session.me) return session.home ? <Home home={session.home} /> : <NoHome />
  if (session.error) return <ErrorBlock error={session.error} onRetry={session.load} />
  if (session.signedOut && identity.chosen)
    return (
      <Card title='还没有登录'>
        <Text className='home-line'>这是演示环境，先选一个演示身份，再看看它能做什么。</Text>
        <Button kind='plain' onPress={() => Taro.navigateTo({ url: '/account/pages/people/index' })}>
          选演示身份
        </Button>
      </Card>
    )
  return <Skeleton rows={2} />
})

const NoHome = () => (
  <Card title='还没有登记住址'>
    <Text className='home-line'>登记一次，报事时就能自动找到您的网格员。</Text>
    <Button kind='plain' icon='home' onPress={toAddress}>
      登记住址
    </Button>
  </Card>
)

function Home({ home }: { home: NonNullable<Me['home']> }) {
  if (home.state === 'refused')
    return (
      <Card title='住址没有确认'>
        <Text className='home-line'>{`${home.buildingName} ${home.unit}：${home.reason ?? '请与网格员联系'}`}</Text>
        <Button kind='plain' icon='home' onPress={toAddress}>
          重新登记
        </Button>
      </Card>
    )
  return (
    <Card title={home.communityName} extra={home.state === 'pending' ? <Tag tone='warn'>住址待确认</Tag> : undefined}>
      <Text className='home-line'>{`${home.gridName} · ${home.buildingName}`}</Text>
      {home.gridWorkers.map((worker) => (
        <View key={worker.name} className='home-worker'>
          <Text className='home-worker__name'>
            {worker.name.includes('网格员') ? worker.name : `网格员 ${worker.name}`}
          </Text>
          {worker.phone !== undefined && (
            <Button
              kind='plain'
              icon='phone'
              small
              label={`打电话给网格员${worker.name}`}
              onPress={() => worker.phone && phoneCall(worker.phone)}
            >
              打电话
            </Button>
          )}
        </View>
      ))}
    </Card>
  )
}
