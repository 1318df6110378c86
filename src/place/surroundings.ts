import type { Answer } from '@contract'
import type { RouteRule } from '@contract/area'
import type { Point } from '@contract/fields'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'

/** Where the hazard is, as the person pointed it out. */
export type Where =
  | { kind: 'building'; buildingId: string; name: string; point?: Point }
  | {
      kind: 'map'
      point: Point
      name?: string
      /** Asked which building it is, the person said none of them: the point stands. */
      noBuilding?: true
    }

/** Whom a report from the chosen place goes to. */
export interface Destination {
  /** Absent where no grid is near. */
  name?: string
  rule: RouteRule
}

export type NearItem = Answer<'hazard.nearby'>['items'][number]
export type NearBuilding = Answer<'area.locate'>['buildings'][number]

interface Located {
  destination: Destination
  point?: Point
  buildings: NearBuilding[]
}

/**
 * Who will answer for the place, and what has been reported round it. Failing at either stops nobody: without an answer
 * the report itself tells whose it is, and the desk merges what is the same.
 */
export class Surroundings {
  destination?: Destination = undefined
  /** Where the point leaves it in doubt which grid it is: the buildings to ask about, nearest first. */
  buildings: NearBuilding[] = []
  /** Open reports that may be the same one. */
  duplicates: NearItem[] = []
  /** The place as a point, as far as it is known. */
  point?: Point = undefined
  /** Which look counts; an answer to an older one is dropped. */
  private turn = 0

  constructor(private readonly call: Call) {
    makeAutoObservable<this, 'call' | 'turn'>(this, { call: false, turn: false }, { autoBind: true })
  }

  /** Looks round the place for reports of the category; without a place there is nothing to see. */
  async look(where: Where | undefined, category: string | undefined): Promise<void> {
    this.turn += 1
    const turn = this.turn
    this.destination = undefined
    this.buildings = []
    this.duplicates = []
    this.point = where?.point
    if (!where) return
    const found = await this.locate(where).catch(() => undefined)
    const point = found?.point ?? where.point
    const duplicates = point && category ? await this.nearTo(point, category).catch(() => []) : []
    runInAction(() => {
      // The place or the category has been changed meanwhile
      if (turn !== this.turn) return
      Object.assign(this, { destination: found?.destination, buildings: found?.buildings ?? [], point, duplicates })
    })
  }

  private async locate(where: Where): Promise<Located> {
    if (where.kind === 'building') {
      const answer = await this.call('area.building', { buildingId: where.buildingId })
      return { destination: { name: answer.gridName, rule: 'building' }, point: answer.building.point, buildings: [] }
    }
    const { candidates, rule, buildings } = await this.call('area.locate', { point: where.point })
    return { destination: { name: candidates[0]?.gridName, rule }, buildings }
  }

  private async nearTo(point: Point, category: string): Promise<NearItem[]> {
    return (await this.call('hazard.nearby', { category, point })).items
  }
}
