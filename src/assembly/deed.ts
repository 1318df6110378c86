import { deliberationContract } from '@contract/deliberation'
import type { Call } from '@/platform/client'
import { Deed } from '@/service'

export type DeliberationDeed = Deed<keyof typeof deliberationContract>
export const deliberationDeed = (call: Call): DeliberationDeed => new Deed(call, deliberationContract)
