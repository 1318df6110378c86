import type { Answer } from '@contract'
import type { Call } from '@/platform/client'
import { Paged } from '@/stores'

export type Member = Answer<'deliberation.members'>['members'][number]

/** Who is in a group, page by page. */
export const membersOf = (call: Call, groupId: string): Paged<Member> =>
  new Paged(
    async (cursor) => {
      const page = await call('deliberation.members', { groupId, cursor })
      return { rows: page.members, cursor: page.cursor }
    },
    (member) => member.memberId,
  )
