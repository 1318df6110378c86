import Taro, { useDidShow } from '@tarojs/taro'
import { reaction } from 'mobx'
import { useEffect } from 'react'
import { useStores } from '@/stores'

/** Place of 消息 in the tab bar. */
const index = 2

/** Refused where no tab bar is in sight; whichever tab comes into sight next shows it. */
function show(unread: number) {
  const shown =
    unread > 0
      ? Taro.setTabBarBadge({ index, text: unread > 99 ? '99+' : String(unread) })
      : Taro.removeTabBarBadge({ index })
  shown.catch(() => {})
}

/** Keeps the number of unread messages on the tab bar. For the four pages that have one. */
export function useUnreadBadge(): void {
  const { session } = useStores()
  useDidShow(() => show(session.unread))
  useEffect(() => reaction(() => session.unread, show), [session])
}
