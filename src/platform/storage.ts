import Taro from '@tarojs/taro'

const prefix = 'hehe.'

/** Small JSON values that survive a restart. The same calls work in WeChat and in a browser. */
export const storage = {
  /** Undefined when nothing is stored or what is stored cannot be read any more. */
  read<T>(key: string): T | undefined {
    try {
      const value: unknown = Taro.getStorageSync(prefix + key)
      return typeof value === 'string' && value !== '' ? (JSON.parse(value) as T) : undefined
    } catch {
      return undefined
    }
  },
  /** A full or forbidden storage loses the copy on disk, never what is on the screen. */
  write(key: string, value: unknown): void {
    try {
      if (value === undefined) Taro.removeStorageSync(prefix + key)
      else Taro.setStorageSync(prefix + key, JSON.stringify(value))
    } catch {}
  },
  /** Forgets every value whose key begins so. */
  forget(start: string): void {
    for (const key of Taro.getStorageInfoSync().keys) if (key.startsWith(prefix + start)) Taro.removeStorageSync(key)
  },
}
