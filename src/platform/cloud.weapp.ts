import Taro from '@tarojs/taro'

let started = false

/** WeChat's cloud, started on first use. Without TARO_APP_CLOUD_ENV it is the project's default environment. */
export function cloud() {
  if (!started) {
    Taro.cloud.init(process.env.TARO_APP_CLOUD_ENV ? { env: process.env.TARO_APP_CLOUD_ENV } : undefined)
    started = true
  }
  return Taro.cloud
}
