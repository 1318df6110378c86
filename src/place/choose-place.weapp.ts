import Taro from '@tarojs/taro'
import type { ChosenPlace } from '@/platform/types'
import { pinAccuracy } from './pin'

/** Opens WeChat's own map at `near` (GCJ-02). Undefined when the person closes it. */
export async function choosePlace(near?: { lng: number; lat: number }): Promise<ChosenPlace | undefined> {
  const chosen = await Taro.chooseLocation(near ? { longitude: near.lng, latitude: near.lat } : {}).catch(
    () => undefined,
  )
  // 0, 0 is what some versions answer for 「不显示位置」
  if (!chosen || (Number(chosen.longitude) === 0 && Number(chosen.latitude) === 0)) return undefined
  return {
    lng: Number(chosen.longitude),
    lat: Number(chosen.latitude),
    system: 'gcj02',
    accuracy: pinAccuracy,
    name: chosen.name || undefined,
    address: chosen.address || undefined,
  }
}
