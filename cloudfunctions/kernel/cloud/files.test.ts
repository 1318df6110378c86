import { type CloudBase, startCloudBase, WireError } from '../../../e2e/cloudbase'
import { limits } from '../../contract/limits'
import type { Files } from '../ports'
import { cloudFiles } from './files'
import { openCloud } from './sdk'

const before = { ...process.env }
let cloudBase: CloudBase
let files: Files
let isDown = false
beforeAll(async () => {
  cloudBase = await startCloudBase({
    fault: () => (isDown ? new WireError('STORAGE_REQUEST_FAIL', 'down') : undefined),
  })
  Object.assign(process.env, cloudBase.env)
  files = cloudFiles(openCloud())
})
afterAll(async () => {
  await cloudBase.close()
  process.env = before
})

const picture = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x01, 0x80])

describe('files in cloud storage', () => {
  test('bytes come back as they were put, under photos/', async () => {
    await files.put('f1', picture, 'image/jpeg')
    expect(Buffer.from((await files.get('f1')) ?? [])).toEqual(picture)
    expect(cloudBase.files()).toContain('photos/f1')
  })

  test('a file that is not there reads as undefined', async () => {
    expect(await files.get('none')).toBeUndefined()
  })

  test('the address gives the bytes to whoever has it', async () => {
    await files.put('f2', picture, 'image/jpeg')
    const response = await fetch(await files.url('f2'))
    expect(Buffer.from(await response.arrayBuffer())).toEqual(picture)
  })

  test('a removed file is gone, and removing it again is no fault', async () => {
    await files.put('f3', picture, 'image/jpeg')
    await files.remove('f3')
    await files.remove('f3')
    expect(await files.get('f3')).toBeUndefined()
    expect(await files.url('f3')).toBe('')
  })

  test('an upload is taken once: its bytes are handed over and it is deleted', async () => {
    const upload = cloudBase.upload('uploads/a1b2.jpg', picture)
    expect(Buffer.from((await files.takeUpload(upload)) ?? [])).toEqual(picture)
    expect(cloudBase.files()).not.toContain('uploads/a1b2.jpg')
    expect(await files.takeUpload(upload)).toBeUndefined()
  })

  test('an upload that is too big is refused and deleted all the same', async () => {
    const upload = cloudBase.upload('uploads/big.jpg', Buffer.alloc(limits.photoBytes + 1))
    await expect(files.takeUpload(upload)).rejects.toMatchObject({
      code: 'INVALID',
      fields: { photos: expect.any(String) },
    })
    expect(cloudBase.files()).not.toContain('uploads/big.jpg')
  })

  test('one of exactly the limit is taken', async () => {
    const upload = cloudBase.upload('uploads/limit.jpg', Buffer.alloc(limits.photoBytes))
    expect(await files.takeUpload(upload)).toHaveLength(limits.photoBytes)
  })

  test('uploads are deleted by their paths; those that are gone already count as gone', async () => {
    cloudBase.upload('uploads/left', picture)
    expect(await files.removeUploads(['uploads/left', 'uploads/never'])).toEqual(['uploads/left', 'uploads/never'])
    expect(cloudBase.files()).not.toContain('uploads/left')
  })

  test('an upload that the storage will not delete is not said to be gone', async () => {
    const cloud = openCloud()
    const refusing = cloudFiles({
      ...cloud,
      uploadFile: (options) => cloud.uploadFile(options),
      deleteFile: async ({ fileList }) => ({
        fileList: fileList.map((id) =>
          id.endsWith('/b') ? { status: -1, errMsg: 'system error' } : { status: 0, errMsg: 'ok' },
        ),
      }),
    })
    expect(await refusing.removeUploads(['uploads/a', 'uploads/b'])).toEqual(['uploads/a'])
  })

  test('only what lies under uploads/ of this bucket can be taken; nothing else is touched', async () => {
    await files.put('f4', picture, 'image/jpeg')
    const photo = cloudBase.upload('photos/f5', picture)
    for (const wrong of [
      photo,
      photo.replace('photos/', 'uploads/../photos/'),
      'cloud://another-env.616e-another-env/uploads/a.jpg',
      'uploads/a1b2.jpg',
      'https://example.com/uploads/a.jpg',
      '',
    ]) {
      expect(await files.takeUpload(wrong)).toBeUndefined()
    }
    expect(cloudBase.files()).toEqual(expect.arrayContaining(['photos/f4', 'photos/f5']))
  })

  test('when storage does not answer, the fault is UNAVAILABLE', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation()
    isDown = true
    await expect(files.get('f1')).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await expect(files.put('f9', picture, 'image/jpeg')).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await expect(files.takeUpload(cloudBase.upload('uploads/x', picture))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    })
    isDown = false
    expect(cloudBase.files()).toContain('uploads/x')
    log.mockRestore()
  })
})
