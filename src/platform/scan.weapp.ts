import Taro from '@tarojs/taro'

export const canScan: boolean = true

export async function scan(): Promise<string | undefined> {
  const found = await Taro.scanCode({ scanType: ['qrCode'] }).catch(() => undefined)
  return found?.result
}
