import type { BallotFile } from '@contract/deliberation'
import { tagText } from '@contract/deliberation-words'
import { makeAutoObservable } from 'mobx'
import type { Call } from '@/platform/client'
import { Reading } from '@/service'
import { sha256 } from './sha256'

/** The ballots of a closed poll, to take away, and to look for one's own by its code. */
export class Box {
  readonly reading: Reading<BallotFile>
  /** Digits typed to look for a ballot. */
  typed = ''
  /** Codes that were looked for, and whether their ballots are there. */
  found: { code: string; there: boolean }[] = []

  constructor(
    private readonly call: Call,
    readonly pollId: string,
  ) {
    this.reading = new Reading(() => this.read())
    makeAutoObservable<this, 'call'>(this, { call: false, pollId: false, reading: false }, { autoBind: true })
  }

  write(typed: string): void {
    this.typed = typed
  }

  /** Whether the ballot with the code is in the box, reckoned on this device. */
  look(code: string): void {
    const digits = code.replace(/\D/g, '')
    const file = this.reading.value
    if (!file || digits === '') return
    const there = file.tags.includes(sha256(tagText(file.pollId, digits)))
    this.found = [...this.found.filter((one) => one.code !== digits), { code: digits, there }]
  }

  /** Name of the file, and all of it as the published script reads it. */
  get file(): { name: string; text: string } | undefined {
    const file = this.reading.value
    return file && { name: `hehe-${file.pollId}.json`, text: JSON.stringify(file) }
  }

  /** All pages as one file: what each holds of the lists comes one after the other. */
  private async read(): Promise<BallotFile> {
    let { file, cursor } = await this.call('deliberation.ballotBox', { pollId: this.pollId })
    while (cursor !== undefined) {
      const next = await this.call('deliberation.ballotBox', { pollId: this.pollId, cursor })
      file = {
        ...file,
        tags: [...file.tags, ...next.file.tags],
        ...(next.file.ballots && { ballots: [...(file.ballots ?? []), ...next.file.ballots] }),
        ...(next.file.commitments && { commitments: [...(file.commitments ?? []), ...next.file.commitments] }),
      }
      cursor = next.cursor
    }
    return file
  }
}
