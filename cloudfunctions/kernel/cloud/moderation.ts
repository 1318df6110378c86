import type { Moderation, ModerationVerdict } from '../ports'
import { logFault } from './fault'
import type { Cloud } from './sdk'

const verdicts: Record<string, ModerationVerdict> = { pass: 'pass', review: 'review', risky: 'refuse' }

/** WeChat's scene for comments, the one closest to a report: 1 profile, 2 comment, 3 forum, 4 social log. */
const commentScene = 2

/**
 * WeChat's content check (security.msgSecCheck, version 2): at most 2,500 characters, and only for a person who used
 * the mini-program in the last two hours. A check that fails is `review`: a person reads what the machine could not.
 */
export const cloudModeration = (cloud: Cloud): Moderation => ({
  async checkText(content, openid) {
    try {
      const { result } = await cloud.openapi.security.msgSecCheck({ openid, scene: commentScene, version: 2, content })
      return verdicts[result?.suggest ?? ''] ?? 'review'
    } catch (error) {
      logFault('security.msgSecCheck', error)
      return 'review'
    }
  },
})
