import type { Answer } from '@contract'
import type { Choice, PollAnswer } from '@contract/deliberation'
import type { PaperWay } from '@contract/deliberation-words'
import { makeAutoObservable, runInAction, when } from 'mobx'
import { Ballot, type DeliberationDeed, deliberationDeed } from '@/assembly'
import type { Call } from '@/platform/client'
import { Reading } from '@/service'
import { Paged, PhotoTray, type Stores } from '@/stores'

export type Entry = Answer<'deliberation.paperEntries'>['entries'][number]
export type Voter = Answer<'deliberation.paperVoters'>['voters'][number]

/** Votes on paper, at the door and by phone: one counter enters them, the other confirms. */
export class Paper {
  readonly poll: Reading<PollAnswer>
  readonly list: Paged<Entry>
  readonly deed: DeliberationDeed
  marked = 0
  counted = 0
  /** The sheet in front of the page. */
  form?: VoterForm | BatchForm = undefined

  constructor(
    private readonly stores: Stores,
    readonly pollId: string,
  ) {
    const { call } = stores
    this.poll = new Reading(async () => (await call('deliberation.result', { pollId })).poll)
    this.list = new Paged(
      async (cursor) => {
        const page = await call('deliberation.paperEntries', { pollId, cursor })
        runInAction(() => {
          this.marked = page.marked
          this.counted = page.counted
        })
        return { rows: page.entries, cursor: page.cursor }
      },
      (entry) => entry.entryId,
    )
    this.deed = deliberationDeed(call)
    makeAutoObservable<this, 'stores'>(
      this,
      { stores: false, pollId: false, poll: false, list: false, deed: false },
      { autoBind: true },
    )
  }

  /** Never throws. */
  async load(): Promise<void> {
    await Promise.all([this.poll.load(), this.list.refresh()])
  }

  enterVoter(): void {
    const { value } = this.poll
    if (!value) return
    this.deed.forgive()
    this.form = new VoterForm(this.stores.call, value)
    void this.form.voters.refresh()
  }
  enterBatch(): void {
    const { value } = this.poll
    if (!value) return
    this.deed.forgive()
    this.form = new BatchForm(value)
  }
  close(): void {
    this.form = undefined
  }

  /** Enters what the sheet says. True when done. */
  async submit(): Promise<boolean> {
    const { form, pollId } = this
    if (!form) return false
    await when(() => !form.photos.uploading)
    const photos = form.photos.photos.flatMap((p) => p.fileId ?? [])
    const done =
      form instanceof VoterForm
        ? await this.deed.run('deliberation.markPaperVoter', {
            pollId,
            ...(form.voter?.unitId && { unitId: form.voter.unitId }),
            ...(form.voter?.memberId && { memberId: form.voter.memberId }),
            way: form.way,
            ...(form.ballot?.choice && { choice: form.ballot.choice }),
            photos,
          })
        : await this.deed.run('deliberation.paperBatch', { pollId, counts: form.counts, photos })
    if (!done) return false
    runInAction(() => this.close())
    await this.list.refresh()
    return true
  }

  /** The second person says that an entry is right. */
  async confirm({ entryId }: Entry): Promise<void> {
    await this.deed.run('deliberation.confirmPaper', { entryId })
    await this.list.refresh()
  }
  /** Or that it is not. True when done. */
  async refuse({ entryId }: Entry, reason: string): Promise<boolean> {
    const done = await this.deed.run('deliberation.refusePaper', { entryId, reason })
    if (done) await this.list.refresh()
    return done !== undefined
  }
}

/** Who voted, found on the roll by door or name, and on a named poll what. */
export class VoterForm {
  readonly voters: Paged<Voter>
  readonly photos = new PhotoTray()
  readonly ballot?: Ballot
  way: PaperWay = 'paper'
  voter?: Voter = undefined
  /** Part of a door's number or a name. */
  text = ''

  constructor(call: Call, poll: PollAnswer) {
    this.voters = new Paged(
      async (cursor) => {
        const find = this.text.trim()
        const page = await call('deliberation.paperVoters', { pollId: poll.pollId, cursor, ...(find && { find }) })
        return { rows: page.voters, cursor: page.cursor }
      },
      ({ unitId, memberId }) => `${unitId} ${memberId}`,
    )
    if (!poll.secret) this.ballot = new Ballot({ method: poll.method, options: poll.options })
    makeAutoObservable(this, { voters: false, photos: false, ballot: false }, { autoBind: true })
  }

  find(text: string): void {
    this.text = text
    void this.voters.refresh()
  }
  choose(voter: Voter): void {
    this.voter = voter
  }
  /** Another than the one who is shown. */
  leave(): void {
    this.voter = undefined
  }
  setWay(way: PaperWay): void {
    this.way = way
  }
}

/** Ballots on paper of a secret poll, counted by hand: how many for each choice. */
export class BatchForm {
  readonly photos = new PhotoTray()
  readonly ballot: Ballot
  /** Choices and how many of each, as digits are typed. */
  rows: { choice: Choice; words: string; digits: string }[] = []

  constructor(readonly poll: PollAnswer) {
    this.ballot = new Ballot({ method: poll.method, options: poll.options })
    // With one mark a ballot there are so few kinds that all can be there from the start
    if (poll.method === 'single' || poll.method === 'consent') {
      for (const { id } of this.ballot.options) {
        this.ballot.tap(id)
        this.take()
      }
    }
    makeAutoObservable(this, { poll: false, photos: false, ballot: false }, { autoBind: true })
  }

  /** Whether kinds of ballots have to be put together first. */
  get composes(): boolean {
    return this.poll.method !== 'single' && this.poll.method !== 'consent'
  }
  get counts() {
    return this.rows
      .map(({ choice, digits }) => ({ choice, count: Number(digits) || 0 }))
      .filter(({ count }) => count > 0)
  }
  get total(): number {
    return this.counts.reduce((sum, { count }) => sum + count, 0)
  }

  /** Adds what the ballot above says as a kind of ballot to be counted. */
  take(): void {
    const { choice, words } = this.ballot
    if (choice && !this.rows.some((row) => row.words === words))
      this.rows = [...this.rows, { choice, words, digits: '' }]
    this.ballot.clear()
  }
  count(at: number, digits: string): void {
    this.rows = this.rows.map((row, i) => (i === at ? { ...row, digits: digits.replace(/\D/g, '') } : row))
  }
}
