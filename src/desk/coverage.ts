import type { Answer } from '@contract'
import type { CoverageRow } from '@contract/area'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { Paged } from '@/stores'

type Coverage = Answer<'area.coverage'>

/** How an area and what lies in it are staffed. */
export class CoverageList {
  readonly list: Paged<CoverageRow>
  area?: Coverage['area'] = undefined
  generation?: Coverage['generation'] = undefined
  private allowed: readonly string[] = []

  constructor(
    private readonly call: Call,
    /** Undefined: the person's own. */
    private readonly areaId: string | undefined,
  ) {
    this.list = new Paged(
      (cursor) => this.read(cursor),
      (row) => row.areaId,
    )
    makeAutoObservable<this, 'call' | 'areaId'>(this, { call: false, areaId: false, list: false }, { autoBind: true })
  }

  /** Whether the person may change who works in the grids shown. */
  get staffs(): boolean {
    return this.allowed.includes('area.changeWorker')
  }
  get moves(): boolean {
    return this.generation !== undefined && this.allowed.includes('area.moveItems')
  }

  private async read(cursor: string | undefined) {
    const { areaId } = this
    const answer = await this.call('area.coverage', { areaId, cursor })
    runInAction(() => {
      this.area = answer.area
      this.generation = answer.generation
      this.allowed = answer.allowed
    })
    return { rows: answer.rows, cursor: answer.cursor }
  }
}
