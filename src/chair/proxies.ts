import type { Answer } from '@contract'
import type { PollAnswer } from '@contract/deliberation'
import { makeAutoObservable, runInAction, when } from 'mobx'
import { type DeliberationDeed, deliberationDeed, type Member, membersOf } from '@/assembly'
import type { Call } from '@/platform/client'
import { Reading } from '@/service'
import { type Paged, PhotoTray } from '@/stores'

export type GivenProxy = Answer<'deliberation.proxies'>['proxies'][number]

/** Votes of owners passed on to somebody: one level, written, revocable, in sight of the group. */
export class Proxies {
  readonly poll: Reading<PollAnswer>
  readonly list: Reading<GivenProxy[]>
  readonly deed: DeliberationDeed
  readonly photos = new PhotoTray()
  /** Whom one may ask; read once one's house is known. */
  members?: Paged<Member> = undefined
  rollKey?: string = undefined
  holder?: Member = undefined

  constructor(
    private readonly call: Call,
    readonly pollId: string,
  ) {
    this.poll = new Reading(async () => (await call('deliberation.result', { pollId })).poll)
    this.list = new Reading(async () => (await call('deliberation.proxies', { pollId })).proxies)
    this.deed = deliberationDeed(call)
    makeAutoObservable<this, 'call'>(
      this,
      { call: false, pollId: false, poll: false, list: false, deed: false, photos: false },
      { autoBind: true },
    )
  }

  /** Votes of my own that I may pass on. */
  get mine() {
    const { poll } = { poll: this.poll.value }
    if (!poll?.allowed.includes('deliberation.giveProxy')) return []
    return poll.mine.votes.filter(({ state, byProxy }) => state === 'open' && !byProxy)
  }
  /** Votes of my own that I have passed on. */
  get given(): readonly string[] {
    return (this.poll.value?.mine.votes ?? []).filter(({ state }) => state === 'proxied').map(({ rollKey }) => rollKey)
  }
  get chosenKey(): string | undefined {
    return this.mine.length === 1 ? this.mine[0]?.rollKey : this.rollKey
  }

  /** Never throws. */
  async load(): Promise<void> {
    await Promise.all([this.poll.load(), this.list.load()])
    if (this.mine.length > 0 && !this.members) await this.readMembers()
  }

  chooseVote(rollKey: string): void {
    this.rollKey = rollKey
  }
  chooseHolder(member: Member): void {
    this.holder = member
    this.deed.forgive()
  }

  async give(): Promise<void> {
    await when(() => !this.photos.uploading)
    const { pollId, chosenKey: rollKey = '', holder } = this
    const photos = this.photos.photos.flatMap((p) => p.fileId ?? [])
    if (!(await this.deed.run('deliberation.giveProxy', { pollId, rollKey, memberId: holder?.memberId ?? '', photos })))
      return
    runInAction(() => {
      this.holder = undefined
      this.rollKey = undefined
    })
    this.photos.clear()
    await this.load()
  }

  async revoke(rollKey: string): Promise<void> {
    if (await this.deed.run('deliberation.revokeProxy', { pollId: this.pollId, rollKey })) await this.load()
  }

  /** One's own neighbours: in the forum of a courtyard sit captains, who vote for nobody else. */
  private async readMembers(): Promise<void> {
    const answer = await this.call('deliberation.groups', {}).catch(() => undefined)
    const house = answer?.groups.find(({ level, member }) => level === 'building' && member)
    if (!house) return
    const members = membersOf(this.call, house.groupId)
    runInAction(() => {
      this.members = members
    })
    await members.refresh()
  }
}
