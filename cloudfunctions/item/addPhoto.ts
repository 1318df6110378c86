import { invalid } from '../contract/errors'
import { action } from '../kernel/action'
import { claimUpload, handOutUpload, takeInPhoto } from '../kernel/files'
import { signedIn } from '../kernel/people'

/** Before the upload itself, so that one whose client is cut off behind it can be found and deleted. */
export const newUpload = action({
  name: 'item.newUpload',
  policy: signedIn,
  async run({ ports, now }) {
    return { path: await handOutUpload(ports, now) }
  },
})

/**
 * Takes in a photo that the client put into cloud storage; the upload is gone afterwards. Its record names no one,
 * because the photo may go to a confidential report.
 */
export const addPhoto = action({
  name: 'item.addPhoto',
  policy: signedIn,
  async run({ caller, ports, now }, { upload }) {
    const bytes = await claimUpload(ports, upload)
    if (!bytes || !caller.person) throw invalid('upload', '照片没有上传成功，请重新添加')
    return { fileId: await takeInPhoto(ports, caller.person.id, bytes, now) }
  },
})
