import { api, WxError } from './api'
import { ask } from './dialogs'
import { answers } from './phone'

/** WeChat's privacy guide: an API that touches it waits until the owner of the phone has agreed. */

type Resolve = (answer: { event: 'agree' | 'disagree' | 'exposureAuthorization' }) => void
type Listener = (resolve: Resolve, info: { referrer: string }) => void

let agreed = false
let listener: Listener | undefined

/** The owner has agreed, by a button of the app. */
export const agree = () => {
  agreed = true
}
const isNeeded = () => !agreed && answers().privacyNeeded === true

function askByApp(referrer: string, asked: Listener): Promise<boolean> {
  return new Promise((answer) => {
    asked(
      ({ event }) => {
        if (event !== 'exposureAuthorization') answer(event === 'agree')
      },
      { referrer },
    )
  })
}

const askByWechat = async () => (await ask('用户隐私保护提示', '请阅读并同意隐私保护指引', ['拒绝', '同意'])) === 1

/** Waits for the owner's consent where it is still needed. Throws what WeChat throws on refusal. */
export async function needConsent(referrer: string): Promise<void> {
  if (!isNeeded()) return
  agreed = await (listener ? askByApp(referrer, listener) : askByWechat())
  if (!agreed) throw new WxError('privacy permission is not authorized', { errno: 104 })
}

/** A call that WeChat lets through only after consent. */
export const guarded = (name: string, implementation: Parameters<typeof api>[1]) =>
  api(name, async (options) => {
    await needConsent(name)
    return implementation(options)
  })

export const privacy = () => ({
  onNeedPrivacyAuthorization: (added: Listener) => {
    listener = added
  },
  getPrivacySetting: api('getPrivacySetting', () => ({
    needAuthorization: isNeeded(),
    privacyContractName: '《和合小程序隐私保护指引》',
  })),
  openPrivacyContract: api('openPrivacyContract', () => {}),
  requirePrivacyAuthorize: api('requirePrivacyAuthorize', () => needConsent('requirePrivacyAuthorize')),
})
