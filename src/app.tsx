import { useDidHide, useDidShow, useLaunch } from '@tarojs/taro'
import { type PropsWithChildren, useRef } from 'react'
import { isOnline, onNetwork } from '@/platform/device'
import { stores } from '@/stores'
import './app.scss'

const minute = 60_000
/** Starts the session, and sends what waits whenever the app or the network comes back. */
export default function App({ children }: PropsWithChildren) {
  const clock = useRef<ReturnType<typeof setInterval>>()

  useLaunch(() => {
    onNetwork((online) => {
      stores.session.setOnline(online)
      if (online) void stores.resume()
    })
  })

  useDidShow(() => {
    void isOnline().then(stores.session.setOnline)
    void stores.resume()
    clearInterval(clock.current)
    clock.current = setInterval(stores.session.touch, minute)
  })

  useDidHide(() => clearInterval(clock.current))

  return children
}
