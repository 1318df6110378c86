import Taro from '@tarojs/taro'

/** Where the pages of this subpackage lead. */
export const go = {
  home: () => void Taro.switchTab({ url: '/pages/home/index' }),
  items: () => void Taro.switchTab({ url: '/pages/items/index' }),
  people: () => void Taro.navigateTo({ url: '/account/pages/people/index' }),
  item: (itemId: string) => void Taro.redirectTo({ url: `/hazard/pages/item/index?id=${itemId}` }),
  follow: () => void Taro.redirectTo({ url: '/hazard/pages/follow/index' }),
  report: () => void Taro.redirectTo({ url: '/hazard/pages/report/index' }),
  done: (query: string) => void Taro.redirectTo({ url: `/hazard/pages/done/index?${query}` }),
}
