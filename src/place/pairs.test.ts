import Taro from '@/testing/taro'
import type * as web from './choose-place.h5'
import * as wechat from './choose-place.weapp'

test('a place is chosen by the same call in WeChat and in a browser', () => {
  // The compiler checks the face; everything else is checked against the browser's half.
  const face = wechat satisfies typeof web
  expect(Object.keys(face)).toEqual(['choosePlace'])
})

describe('a place chosen on WeChat’s map', () => {
  test('is one that a finger has set: in GCJ-02, and good to 15 m', async () => {
    Taro.chooseLocation.mockResolvedValue({ longitude: 121.6, latitude: 38.9, name: '', address: '中兴街' })
    expect(await wechat.choosePlace()).toEqual({
      lng: 121.6,
      lat: 38.9,
      system: 'gcj02',
      accuracy: 15,
      address: '中兴街',
    })
  })

  test.each([
    ['closed', () => Taro.chooseLocation.mockRejectedValue(new Error('cancel'))],
    ['kept secret', () => Taro.chooseLocation.mockResolvedValue({ longitude: 0, latitude: 0, name: '', address: '' })],
  ])('%s is none', async (_, answer) => {
    answer()
    expect(await wechat.choosePlace()).toBeUndefined()
  })
})
