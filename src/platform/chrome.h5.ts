import Taro from '@tarojs/taro'
import type { Heading, TextSize } from './types'

/** In a browser the page draws its own title and way back. Undefined on the four pages of the tab bar. */
export function pageHeading(): Heading | undefined {
  const { router, page } = Taro.getCurrentInstance()
  const title = page?.config?.navigationBarTitleText
  if (!title || /^\/?pages\//.test(router?.path ?? '')) return undefined
  return { title, back }
}

function back() {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else void Taro.switchTab({ url: '/pages/home/index' })
}

/** Tells what lies outside the page, the tab bar, how large its text has to be. */
export const setChromeTextSize = (size: TextSize): void => {
  document.documentElement.dataset.text = size
}
