import Taro from '@tarojs/taro'

/** Opens the page of one item. */
export const openItem = (itemId: string) => Taro.navigateTo({ url: `/hazard/pages/item/index?id=${itemId}` })
