import type { Answer } from '@contract'
import type { AreaAnswer } from '@contract/area'
import type { ActionError } from '@contract/errors'
import type { Relation } from '@contract/words'
import { makeAutoObservable, runInAction } from 'mobx'
import { asActionError, Draft, type Stores } from '@/stores'

type Building = Answer<'area.building'>

interface Typed {
  text: string
  buildingId?: string
  unit: string
  relation?: Relation
  /** Asked only of a person without a name. */
  name: string
}

/** Milliseconds of rest after a key before the search goes out. */
const pause = 300

/** Saying where one lives: which building, which door, as what. One question a step, every keystroke kept. */
export class JoinForm {
  readonly draft: Draft<Typed>
  found?: AreaAnswer[] = undefined
  building?: Building = undefined
  /** Of the search or the building; of the sending it is `failure`. */
  error?: ActionError = undefined
  failure?: ActionError = undefined
  searching = false
  private timer?: ReturnType<typeof setTimeout> = undefined
  private turn = 0

  constructor(private readonly stores: Stores) {
    const person = stores.session.me
    this.draft = new Draft<Typed>(`join.${person?.id ?? ''}`, () => ({ text: '', unit: '', name: '' }))
    makeAutoObservable<this, 'stores' | 'timer' | 'turn'>(
      this,
      { stores: false, draft: false, timer: false, turn: false },
      { autoBind: true },
    )
    void this.resume()
  }

  get step(): 1 | 2 | 3 {
    const { buildingId, unit } = this.draft.value
    if (!buildingId) return 1
    return unit === '' ? 2 : 3
  }

  /** Entrances of the building in order: `1` of `1-301`. One empty name where doors have no entrance. */
  get entrances(): string[] {
    return [...new Set((this.building?.units ?? []).map(entranceOf))]
  }

  doors(entrance: string): string[] {
    return (this.building?.units ?? []).filter((unit) => entranceOf(unit) === entrance)
  }

  get needsName(): boolean {
    return !this.stores.session.me?.name
  }

  /** Searches once the person rests. */
  type(text: string): void {
    this.draft.set({ text })
    clearTimeout(this.timer)
    this.timer = setTimeout(this.search, pause)
  }

  /** Never throws: see `error`. */
  async search(): Promise<void> {
    clearTimeout(this.timer)
    const text = this.draft.value.text.trim()
    this.turn += 1
    const turn = this.turn
    this.error = undefined
    if (text === '') {
      this.found = undefined
      return
    }
    this.searching = true
    try {
      const { areas } = await this.stores.call('area.search', { text, level: 'building' })
      runInAction(() => {
        if (turn !== this.turn) return
        this.found = areas
        this.searching = false
      })
    } catch (error) {
      runInAction(() => {
        if (turn !== this.turn) return
        this.error = asActionError(error)
        this.searching = false
      })
    }
  }

  async choose(buildingId: string): Promise<void> {
    this.draft.set({ buildingId, unit: '' })
    await this.readBuilding()
  }

  /** Never throws: see `error`. */
  async readBuilding(): Promise<void> {
    const { buildingId } = this.draft.value
    if (!buildingId) return
    this.building = undefined
    this.error = undefined
    try {
      const building = await this.stores.call('area.building', { buildingId })
      runInAction(() => {
        this.building = building
      })
    } catch (error) {
      runInAction(() => {
        this.error = asActionError(error)
      })
    }
  }

  back(): void {
    this.failure = undefined
    if (this.step === 3) this.draft.set({ unit: '' })
    else {
      this.draft.set({ buildingId: undefined })
      this.building = undefined
      if (!this.found) void this.search()
    }
  }

  /** Sends it. True when it is done; what is wrong is in `failure`, and nothing typed is lost. */
  async submit(): Promise<boolean> {
    const { buildingId = '', unit, relation, name } = this.draft.value
    this.failure = undefined
    try {
      if (this.needsName) await this.stores.call('account.saveProfile', { name })
      // The server refuses a missing relation with the sentence to show beside the field
      await this.stores.call('account.joinBuilding', { buildingId, unit, relation: relation as Relation })
    } catch (error) {
      runInAction(() => {
        this.failure = asActionError(error)
      })
      return false
    }
    this.draft.clear()
    await this.stores.session.load()
    return true
  }

  private async resume(): Promise<void> {
    await (this.draft.value.buildingId ? this.readBuilding() : this.search())
  }
}

function entranceOf(unit: string): string {
  const at = unit.indexOf('-')
  return at < 0 ? '' : unit.slice(0, at)
}
