import { apis } from './api'

const prefix = 'wx:'

/** Bytes that WeChat keeps for one key at most. */
const largest = 1024 * 1024

/** Whether there is something under the key, and what; WeChat tells the two apart only in the asynchronous call. */
function read(key: string): { data: unknown } | undefined {
  const text = localStorage.getItem(prefix + key)
  return text === null ? undefined : JSON.parse(text)
}

function write(key: string, data: unknown) {
  const text = JSON.stringify({ data })
  if (text.length > largest) throw new Error('setStorage:fail:entry size limit reached')
  localStorage.setItem(prefix + key, text)
}

const remove = (key: string) => localStorage.removeItem(prefix + key)
const keys = () =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
const clear = () => keys().forEach(remove)
const info = () => ({ keys: keys(), currentSize: 0, limitSize: 10_240 })

export const storage = () => ({
  getStorageSync: (key: string) => read(key)?.data ?? '',
  setStorageSync: write,
  removeStorageSync: remove,
  clearStorageSync: clear,
  getStorageInfoSync: info,
  ...apis({
    getStorage: ({ key }) => {
      const found = read(key)
      if (!found) throw new Error('data not found')
      return found
    },
    setStorage: ({ key, data }) => write(key, data),
    removeStorage: ({ key }) => remove(key),
    clearStorage: clear,
    getStorageInfo: info,
  }),
})
