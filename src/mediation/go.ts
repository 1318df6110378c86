import Taro from '@tarojs/taro'

/** Where the form is; what was refused goes back there. */
export const formPage = '/mediation/pages/request/index'

/** Where the pages of this subpackage lead. */
export const go = {
  home: () => void Taro.switchTab({ url: '/pages/home/index' }),
  items: () => void Taro.switchTab({ url: '/pages/items/index' }),
  profile: () => void Taro.navigateTo({ url: '/account/pages/profile/index' }),
  item: (itemId: string) => void Taro.redirectTo({ url: `/hazard/pages/item/index?id=${itemId}` }),
  done: (itemId: string) => void Taro.redirectTo({ url: `/mediation/pages/done/index?id=${itemId}` }),
}
