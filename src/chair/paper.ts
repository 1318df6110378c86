import type { Answer } from '@contract'
import type { Choice, PollAnswer } from '@contract/deliberation'
import { basisRules, type PaperWay } from '@contract/deliberation-words'
import { makeAutoObservable, runInAction, when } from 'mobx'
import { Ballot, type DeliberationDeed, deliberationDeed } from '@/assembly'
import { Reading } from '@/service'
import { Paged, PhotoTray, type Stores } from '@/stores'

export type Entry = Answer<'deliberation.paperEntries'>['entries'][number]
export type Found = Answer<'area.search'>['areas'][number]
type Member = Answer<'deliberation.members'>['members'][number]

/** Doors shown at once. */
const mostDoors = 12

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
    this.form = new VoterForm(this.stores, value)
    void this.form.load()
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
            unitId: form.unitId ?? '',
            way: form.way,
            ...(form.memberId && { memberId: form.memberId }),
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

/** Who voted: the building, the door, on polls of members which of the household, and on a named poll what. */
export class VoterForm {
  readonly photos = new PhotoTray()
  readonly ballot?: Ballot
  way: PaperWay = 'paper'
  building?: { id: string; name: string } = undefined
  units: string[] = []
  unit?: string = undefined
  /** Part of a door's number, to find it among many. */
  door = ''
  text = ''
  found?: Found[] = undefined
  members: Member[] = []
  memberId?: string = undefined
  /** What can be known beforehand is there. */
  loaded = false

  constructor(
    private readonly stores: Stores,
    readonly poll: PollAnswer,
  ) {
    if (!poll.secret) this.ballot = new Ballot({ method: poll.method, options: poll.options })
    makeAutoObservable<this, 'stores'>(
      this,
      { stores: false, poll: false, photos: false, ballot: false },
      { autoBind: true },
    )
  }

  get asksMember(): boolean {
    return basisRules[this.poll.basis].electorate === 'members'
  }
  /** The household's id, as the city makes it of building and door. */
  get unitId(): string | undefined {
    return this.building && this.unit && `${this.building.id}:${this.unit}`
  }

  /** Starts at the poll's own building, where it is one's own to see. Never throws. */
  async load(): Promise<void> {
    await this.readGroup()
    runInAction(() => {
      this.loaded = true
    })
  }

  private async readGroup(): Promise<void> {
    const { call } = this.stores
    const topic = await call('deliberation.topic', { topicId: this.poll.topicId }).catch(() => undefined)
    if (!topic) return
    const { groupId } = topic.topic
    if (this.asksMember) {
      const page = await call('deliberation.members', { groupId }).catch(() => undefined)
      runInAction(() => {
        this.members = (page?.members ?? []).filter(({ moderator }) => !moderator)
      })
    }
    await this.readBuilding(groupId)
  }

  async search(text: string): Promise<void> {
    this.text = text
    if (text.trim() === '') return
    const answer = await this.stores
      .call('area.search', { text: text.trim(), level: 'building' })
      .catch(() => undefined)
    runInAction(() => {
      // Another letter has been typed meanwhile
      if (this.text === text) this.found = answer?.areas ?? []
    })
  }
  async chooseBuilding({ id }: Found): Promise<void> {
    this.found = undefined
    this.text = ''
    await this.readBuilding(id)
  }
  /** Doors to choose from: those whose number has what is typed. */
  get doors(): string[] {
    return this.units.filter((unit) => unit.includes(this.door.trim())).slice(0, mostDoors)
  }
  findDoor(door: string): void {
    this.door = door
  }
  chooseUnit(unit: string): void {
    this.unit = unit
  }
  chooseMember(memberId: string): void {
    this.memberId = memberId
  }
  setWay(way: PaperWay): void {
    this.way = way
  }
  /** Another building than the one that is shown. */
  leaveBuilding(): void {
    this.building = undefined
    this.unit = undefined
    this.units = []
  }

  private async readBuilding(buildingId: string): Promise<void> {
    const answer = await this.stores.call('area.building', { buildingId }).catch(() => undefined)
    runInAction(() => {
      if (!answer) return
      this.building = { id: answer.building.id, name: answer.building.name }
      this.units = answer.units
      this.unit = undefined
    })
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
