import type * as web from './choose-place.h5'
import * as wechat from './choose-place.weapp'

test('a place is chosen by the same call in WeChat and in a browser', () => {
  // The compiler checks the face; everything else is checked against the browser's half.
  const face = wechat satisfies typeof web
  expect(Object.keys(face)).toEqual(['choosePlace'])
})
