import { makeAutoObservable } from 'mobx'
import { type DeliberationDeed, deliberationDeed, type Group, type Member, membersOf } from '@/assembly'
import type { Call } from '@/platform/client'
import { Reading } from '@/service'
import type { Paged } from '@/stores'

/** Who is in a group, and what its moderators do about it. */
export class Members {
  readonly list: Paged<Member>
  readonly groups: Reading<Group[]>
  readonly deed: DeliberationDeed

  constructor(
    call: Call,
    readonly groupId: string,
  ) {
    this.list = membersOf(call, groupId)
    this.groups = new Reading(async () => (await call('deliberation.groups', {})).groups)
    this.deed = deliberationDeed(call)
    makeAutoObservable(this, { groupId: false, list: false, groups: false, deed: false }, { autoBind: true })
  }

  get group(): Group | undefined {
    return this.groups.value?.find(({ groupId }) => groupId === this.groupId)
  }
  /** Forums above the group that the person sits in: to these somebody may be named. */
  get forums(): Group[] {
    return (this.groups.value ?? []).filter(({ level, groupId }) => level !== 'building' && groupId !== this.groupId)
  }

  /** Never throws. */
  async load(): Promise<void> {
    await Promise.all([this.groups.load(), this.list.refresh()])
  }

  /** Silences somebody for so many hours; 0 lets them speak again. True when done. */
  async mute({ memberId }: Member, hours: number, reason: string): Promise<boolean> {
    const done = await this.deed.run('deliberation.mute', { groupId: this.groupId, memberId, hours, reason })
    if (done) await this.list.refresh()
    return done !== undefined
  }

  /** Names somebody to a forum, or takes them off. True when done. */
  async setDelegate({ memberId }: Member, forumId: string, delegate: boolean): Promise<boolean> {
    const done = await this.deed.run('deliberation.setDelegate', { groupId: forumId, memberId, delegate })
    if (done) await this.list.refresh()
    return done !== undefined
  }
}
