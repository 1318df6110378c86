import type { Choice, PollAnswer } from '@contract/deliberation'
import { type ConsentChoice, consentChoices, consentLabels } from '@contract/deliberation-words'
import { makeAutoObservable } from 'mobx'

type Asked = Pick<PollAnswer, 'method' | 'options'>

/** A ballot while it is filled in, by any of the five methods. Kept in memory only. */
export class Ballot {
  /** Chosen options; of a ranked ballot in order, the best first. */
  picked: string[] = []
  scores: Record<string, number> = {}

  constructor(readonly asked: Asked) {
    makeAutoObservable(this, { asked: false }, { autoBind: true })
  }

  get options(): { id: string; text: string }[] {
    if (this.asked.method !== 'consent') return this.asked.options
    return consentChoices.map((id) => ({ id, text: consentLabels[id] }))
  }

  has(id: string): boolean {
    return this.picked.includes(id)
  }
  /** Place of a ranked option, from 1; undefined while it has none. */
  placeOf(id: string): number | undefined {
    const at = this.picked.indexOf(id)
    return at < 0 ? undefined : at + 1
  }

  /** A tap on an option: takes it, or takes it back where there may be several. */
  tap(id: string): void {
    const { method } = this.asked
    if (method === 'single' || method === 'consent') this.picked = [id]
    else this.picked = this.has(id) ? this.picked.filter((one) => one !== id) : [...this.picked, id]
  }

  score(id: string, points: number): void {
    this.scores[id] = points
  }

  clear(): void {
    this.picked = []
    this.scores = {}
  }

  /** What is still missing, in a sentence; undefined when the ballot can go. */
  get missing(): string | undefined {
    if (this.choice) return undefined
    return this.asked.method === 'score' ? '请给每一项打分' : '请先选一项'
  }

  /** As the server takes it; undefined while it is not complete. */
  get choice(): Choice | undefined {
    const { method, options } = this.asked
    const [first] = this.picked
    if (method === 'score') {
      const complete = options.every(({ id }) => this.scores[id] !== undefined)
      return complete ? { method, scores: { ...this.scores } } : undefined
    }
    if (first === undefined) return undefined
    if (method === 'consent') return { method, answer: first as ConsentChoice }
    if (method === 'ranked') return { method, order: [...this.picked] }
    if (method === 'multiple') return { method, options: options.map(({ id }) => id).filter((id) => this.has(id)) }
    return { method, option: first }
  }

  /** The choice in words, to read once more before it is cast. */
  get words(): string {
    const named = (id: string) => this.options.find((option) => option.id === id)?.text ?? id
    if (this.asked.method === 'score')
      return this.options.map(({ id, text }) => `${text} ${this.scores[id] ?? '?'} 分`).join('，')
    if (this.asked.method === 'ranked') return this.picked.map((id, i) => `${i + 1}. ${named(id)}`).join('　')
    return this.options
      .filter(({ id }) => this.has(id))
      .map(({ text }) => text)
      .join('、')
  }
}
