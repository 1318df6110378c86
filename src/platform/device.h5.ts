import Taro from '@tarojs/taro'
import type { Unsubscribe } from './types'

/** Opens the dialler with the number in it. */
export const phoneCall = (number: string): void => {
  window.location.href = `tel:${number}`
}

/** Copies and says so. False when the browser forbids it, and then the page keeps the text in sight. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    return false
  }
  void Taro.showToast({ title: '已复制', icon: 'none' })
  return true
}

export const isOnline = (): Promise<boolean> => Promise.resolve(navigator.onLine)

export function onNetwork(listener: (online: boolean) => void): Unsubscribe {
  const on = () => listener(true)
  const off = () => listener(false)
  window.addEventListener('online', on)
  window.addEventListener('offline', off)
  return () => {
    window.removeEventListener('online', on)
    window.removeEventListener('offline', off)
  }
}

/** How much larger than usual the person asked this device to show text; 1 is usual. */
export function fontScale(): number {
  const probe = document.createElement('span')
  probe.style.fontSize = 'medium'
  document.body.appendChild(probe)
  const px = Number.parseFloat(getComputedStyle(probe).fontSize)
  probe.remove()
  return px > 0 ? px / 16 : 1
}
