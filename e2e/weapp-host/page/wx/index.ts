import { cloud } from './cloud'
import { device, silentEvents } from './device'
import { dialogs } from './dialogs'
import { files } from './files'
import { media } from './media'
import { navigation } from './navigation'
import type { Phone } from './phone'
import { privacy } from './privacy'
import { storage } from './storage'

export type { Phone } from './phone'

/** `wx`, as far as the product uses it. What is not here is undefined, as in an older WeChat. */
export function createWx(phone: Phone) {
  const wx: Record<string, unknown> = {
    ...silentEvents(),
    ...navigation(phone),
    ...dialogs(),
    ...storage(),
    ...files(),
    ...media(phone),
    ...device(phone),
    ...privacy(),
    cloud: cloud(phone),
  }
  wx.canIUse = (schema: string) => schema.split('.')[0] in wx
  return wx
}
