import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { identity } from '@/platform/identity'
import { useStores } from '@/stores'
import { Button, Empty, ErrorBlock, Skeleton } from '@/ui'

/** In place of what belongs to a person, while nobody is known: loading, failed, or not signed in. */
export const SignedOut = observer(function SignedOut() {
  const { session } = useStores()
  if (session.error) return <ErrorBlock error={session.error} onRetry={session.load} />
  if (!session.signedOut || !identity.chosen) return <Skeleton cards={3} />
  return (
    <Empty title='还没有登录' hint='这是演示环境，请先选一个演示身份'>
      <Button kind='plain' onPress={() => Taro.navigateTo({ url: '/account/pages/people/index' })}>
        选演示身份
      </Button>
    </Empty>
  )
})
