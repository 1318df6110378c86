import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { reaction } from 'mobx'
import { useEffect, useRef } from 'react'
import { useStores } from '@/stores'

/** Reads a page's data when it comes into sight, is pulled down, or the network is back. `refresh` never rejects. */
export function useFresh(refresh: () => Promise<unknown>): void {
  const { session } = useStores()
  const latest = useRef(refresh)
  latest.current = refresh
  useDidShow(() => void latest.current())
  usePullDownRefresh(() => void latest.current().finally(() => Taro.stopPullDownRefresh()))
  useEffect(
    () =>
      reaction(
        () => session.online,
        (online) => {
          if (online) void latest.current()
        },
      ),
    [session],
  )
}
