import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Pulse } from './pulse'

/** Does `work` every so many milliseconds while the page is in sight. */
export function usePulse(work: () => Promise<unknown>, every: number): void {
  const [pulse] = useState(() => new Pulse(work, every))
  useDidShow(() => pulse.start())
  useDidHide(() => pulse.stop())
  useEffect(() => () => pulse.stop(), [pulse])
}
