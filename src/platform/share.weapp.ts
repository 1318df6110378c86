import Taro from '@tarojs/taro'

/** Hands a text over as a file: WeChat sends it to a chat of the person's choice. False when they change their mind. */
export async function shareText(name: string, text: string): Promise<boolean> {
  const filePath = `${Taro.env.USER_DATA_PATH}/${name}`
  try {
    Taro.getFileSystemManager().writeFileSync(filePath, text, 'utf8')
    await Taro.shareFileMessage({ filePath, fileName: name })
    return true
  } catch {
    return false
  }
}
