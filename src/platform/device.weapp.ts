import Taro from '@tarojs/taro'
import type { Unsubscribe } from './types'

/** Opens the dialler with the number in it; the person may still close it. */
export const phoneCall = (number: string): void => {
  Taro.makePhoneCall({ phoneNumber: number }).catch(() => {})
}

/** WeChat says 内容已复制 itself. False when it is not allowed to, and then the page keeps the text in sight. */
export const copy = (text: string): Promise<boolean> =>
  Taro.setClipboardData({ data: text }).then(
    () => true,
    () => false,
  )

export const isOnline = (): Promise<boolean> =>
  Taro.getNetworkType().then(
    (r) => r.networkType !== 'none',
    () => true,
  )

export function onNetwork(listener: (online: boolean) => void): Unsubscribe {
  const heard = (r: { isConnected: boolean }) => listener(r.isConnected)
  Taro.onNetworkStatusChange(heard)
  return () => Taro.offNetworkStatusChange(heard)
}

/** How much larger than usual the person set WeChat's text; 1 is usual. */
export const fontScale = (): number =>
  (Taro.getAppBaseInfo() as { fontSizeScaleFactor?: number }).fontSizeScaleFactor ?? 1
