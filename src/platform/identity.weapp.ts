import type { Persona } from './types'

/** In WeChat the cloud function reads the OPENID; the page neither knows nor chooses it. */
export const identity = {
  chosen: false,
  current: (): string | undefined => 'wechat',
  choose(_id: string | undefined): void {},
  people: (): Promise<Persona[]> => Promise.resolve([]),
}
