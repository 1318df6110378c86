import { ActionError } from '@contract/errors'
import { call } from './client'
import { cloud } from './cloud.weapp'

/** Puts a photo into cloud storage and has the city take it in. Answers its id; throws ActionError. */
export async function uploadPhoto(path: string): Promise<string> {
  const { path: cloudPath } = await call('item.newUpload', {})
  const { fileID } = await cloud()
    .uploadFile({ cloudPath, filePath: path })
    .catch(() => {
      throw new ActionError('UNAVAILABLE', '照片没有传上去，请检查网络后再试')
    })
  return (await call('item.addPhoto', { upload: fileID })).fileId
}
