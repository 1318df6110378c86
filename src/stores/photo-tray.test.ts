import { ActionError } from '@contract/errors'
import { limits } from '@contract/limits'
import { uploadPhoto } from '@/platform/files'
import { offline } from '@/testing/city'
import { PhotoTray, type StoredPhoto } from './photo-tray'

jest.mock('@/platform/files', () => ({ uploadPhoto: jest.fn() }))
const upload = uploadPhoto as jest.MockedFunction<typeof uploadPhoto>
const settle = () => new Promise((resolve) => setTimeout(resolve))
beforeEach(() => upload.mockReset())

test('a photo goes up as soon as it is chosen', async () => {
  upload.mockResolvedValue('f-1')
  const tray = new PhotoTray()
  tray.add([{ path: 'blob:1' }])
  expect([tray.uploading, tray.photos[0].state]).toEqual([true, 'uploading'])
  await settle()
  expect([tray.uploading, tray.photos[0].state, tray.waiting]).toEqual([false, 'done', [{ fileId: 'f-1' }]])
})

test('one that fails says why and can be sent again', async () => {
  upload.mockRejectedValueOnce(offline()).mockResolvedValueOnce('f-1')
  const tray = new PhotoTray()
  tray.add([{ path: 'blob:1' }])
  await settle()
  expect(tray.photos[0]).toMatchObject({ state: 'failed', retry: true, error: '连不上服务，请检查网络后再试' })
  expect(tray.waiting).toEqual([{ path: 'blob:1' }])
  tray.retry(tray.photos[0].key)
  await settle()
  expect(tray.photos[0]).toMatchObject({ state: 'done', fileId: 'f-1', error: undefined })
})

test('one that the city refuses is not sent again, nor left to the outbox', async () => {
  upload.mockRejectedValue(new ActionError('INVALID', '照片只能是 jpeg、png 或 webp'))
  const tray = new PhotoTray()
  tray.add([{ path: 'blob:1' }])
  await settle()
  expect(tray.photos[0]).toMatchObject({ state: 'failed', retry: false })
  expect(tray.waiting).toEqual([])
})

test('too large is said before it goes up', () => {
  const tray = new PhotoTray()
  tray.add([{ path: 'blob:1', size: limits.photoBytes + 1 }])
  expect(upload).not.toHaveBeenCalled()
  expect(tray.photos[0].error).toBe('照片超过 10 MB，请换一张')
})

test('nine at most, and one removed makes room', () => {
  upload.mockReturnValue(new Promise(() => {}))
  const tray = new PhotoTray()
  tray.add(Array.from({ length: 12 }, (_, i) => ({ path: `blob:${i}` })))
  expect([tray.photos.length, tray.room]).toEqual([limits.photos, 0])
  tray.remove(tray.photos[0].key)
  expect([tray.photos[0].path, tray.room]).toEqual(['blob:1', 1])
})

test('the draft keeps what went up, and knows after a restart what did not', async () => {
  upload.mockResolvedValueOnce('f-1').mockRejectedValueOnce(offline())
  let kept: StoredPhoto[] = []
  const tray = new PhotoTray([], (stored) => {
    kept = stored
  })
  tray.add([{ path: 'blob:1' }, { path: 'blob:2' }])
  await settle()
  const again = new PhotoTray(JSON.parse(JSON.stringify(kept)))
  expect(again.photos.map((p) => [p.state, p.fileId, p.retry])).toEqual([
    ['done', 'f-1', false],
    ['failed', undefined, true],
  ])
})
