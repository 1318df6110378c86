import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type * as ariaWeb from './aria.h5'
import * as ariaWechat from './aria.weapp'
import type * as callWeb from './call.h5'
import * as callWechat from './call.weapp'
import type * as chromeWeb from './chrome.h5'
import * as chromeWechat from './chrome.weapp'
import type * as deviceWeb from './device.h5'
import * as deviceWechat from './device.weapp'
import type * as dialogWeb from './dialog.h5'
import * as dialogWechat from './dialog.weapp'
import type * as digitsWeb from './digits.h5'
import * as digitsWechat from './digits.weapp'
import type * as filesWeb from './files.h5'
import * as filesWechat from './files.weapp'
import type * as identityWeb from './identity.h5'
import * as identityWechat from './identity.weapp'
import type * as photosWeb from './photos.h5'
import * as photosWechat from './photos.weapp'
import type * as scanWeb from './scan.h5'
import * as scanWechat from './scan.weapp'
import type * as screenWeb from './screen.h5'
import * as screenWechat from './screen.weapp'
import type * as shareWeb from './share.h5'
import * as shareWechat from './share.weapp'
import type * as subscriptionsWeb from './subscriptions.h5'
import * as subscriptionsWechat from './subscriptions.weapp'

/**
 * Everything outside the folder is checked against the browser's half; here the compiler checks that WeChat's half has
 * the same face. `call.h5` and `photos.h5` show helpers to `files.h5` besides.
 */
const faces = {
  aria: ariaWechat satisfies typeof ariaWeb,
  call: callWechat satisfies Pick<typeof callWeb, 'transport'>,
  chrome: chromeWechat satisfies typeof chromeWeb,
  device: deviceWechat satisfies typeof deviceWeb,
  dialog: dialogWechat satisfies typeof dialogWeb,
  digits: digitsWechat satisfies typeof digitsWeb,
  files: filesWechat satisfies typeof filesWeb,
  identity: identityWechat satisfies typeof identityWeb,
  photos: photosWechat satisfies Omit<typeof photosWeb, 'readPhoto'>,
  scan: scanWechat satisfies typeof scanWeb,
  screen: screenWechat satisfies typeof screenWeb,
  share: shareWechat satisfies typeof shareWeb,
  subscriptions: subscriptionsWechat satisfies typeof subscriptionsWeb,
}

test('every capability has both halves and is checked here', () => {
  const names = (suffix: string) =>
    readdirSync(join(__dirname))
      .filter((f) => f.endsWith(suffix))
      .map((f) => f.slice(0, -suffix.length))
      .sort()
  // What only one platform has: WeChat's cloud, and a browser's place for photos
  expect(names('.h5.ts').filter((n) => n !== 'blobs')).toEqual(Object.keys(faces).sort())
  expect(names('.weapp.ts').filter((n) => n !== 'cloud')).toEqual(Object.keys(faces).sort())
})
