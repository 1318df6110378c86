import { invalid } from '../contract/errors'
import { action } from '../kernel/action'
import { takeInPhoto } from '../kernel/files'
import { signedIn } from '../kernel/people'

/**
 * Takes in a photo that the client put into cloud storage; the upload is gone afterwards. Its record names no one,
 * because the photo may go to a confidential report.
 */
export const addPhoto = action({
  name: 'item.addPhoto',
  policy: signedIn,
  async run({ caller, ports, now }, { upload }) {
    const bytes = await ports.files.takeUpload(upload)
    if (!bytes || !caller.person) throw invalid('upload', '照片没有上传成功，请重新添加')
    return { fileId: await takeInPhoto(ports, caller.person.id, bytes, now) }
  },
})
