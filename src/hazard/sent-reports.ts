import type { Answer } from '@contract'
import { makeAutoObservable, toJS } from 'mobx'
import { storage } from '@/platform/storage'
import type { OutboxEntry, Stores } from '@/stores'

const storageKey = 'hazard.sent'
type Outbox = Stores['outbox']

/** What the city answered to a report. Of the report itself nothing is kept. */
export interface SentReport {
  /** Request id of the report. */
  key: string
  /** Whose it is, where several people share a device. */
  owner: string
  /** ISO 8601 by this device's clock. */
  at: string
  answer: Answer<'hazard.report'>
  /** The person chose to keep the receipt on this phone. */
  kept?: true
}

/**
 * Answers to reports on this device. A named one is found in 我的办件 and only the last is kept, for the page that
 * follows the sending. A receipt comes only once, so that a confidential answer stays until its holder says that it
 * is written down, and after that only if they want it kept here.
 */
export class SentReports {
  private all: SentReport[]

  constructor(private readonly outbox: Outbox) {
    this.all = storage.read<SentReport[]>(storageKey) ?? []
    makeAutoObservable<this, 'outbox'>(this, { outbox: false }, { autoBind: true })
  }

  /** Receipts that nobody said to have written down yet. */
  get unsaved(): SentReport[] {
    return this.mine.filter((r) => r.answer.receipt !== undefined && !r.kept)
  }
  /** Receipts kept on this phone by choice. */
  get kept(): SentReport[] {
    return this.mine.filter((r) => r.kept)
  }

  find(key: string): SentReport | undefined {
    return this.mine.find((r) => r.key === key)
  }

  add(key: string, answer: Answer<'hazard.report'>): void {
    const report: SentReport = { key, owner: this.outbox.owner, at: new Date().toISOString(), answer }
    this.write(this.all.filter((r) => r.key !== key && (r.answer.receipt || r.owner !== report.owner)).concat(report))
  }

  /** Takes over the answer to a report that had waited for the network. */
  adopt(entry: OutboxEntry): void {
    if (!entry.answer) return
    this.add(entry.requestId, entry.answer as Answer<'hazard.report'>)
    this.outbox.drop(entry.requestId)
  }

  /** The receipt is written down; it stays here only if `keep`. */
  settle(key: string, keep: boolean): void {
    this.write(this.all.flatMap((r) => (r.key !== key ? [r] : keep ? [{ ...r, kept: true as const }] : [])))
  }

  private get mine(): SentReport[] {
    return this.all.filter((r) => r.owner === this.outbox.owner)
  }

  private write(all: SentReport[]): void {
    this.all = all
    storage.write(storageKey, all.length > 0 ? toJS(all) : undefined)
  }
}
