import type { Answers, AppConfig, LaunchOptions } from '../../protocol'
import type { Chrome } from '../chrome'
import type { PageStack } from '../stack'

/** The phone that the calls act on. */
export interface Phone {
  stack: PageStack
  chrome: Chrome
  app: AppConfig
  launch: LaunchOptions
  /** Whose phone it is; the app cannot see it. */
  persona?: string
}

/** What the test wants the owner of the phone to answer, read at the moment of asking. */
export const answers = (): Answers => window.__wxAnswers ?? {}
