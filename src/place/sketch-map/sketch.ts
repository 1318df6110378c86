import type { Answer } from '@contract'
import type { ActionError } from '@contract/errors'
import type { Point } from '@contract/fields'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import type { ChosenPlace } from '@/platform/types'
import { asActionError } from '@/stores'
import { pinAccuracy } from '../pin'
import { type Camera, type LngLat, metresBetween, type Pixel, toLngLat, toPixel } from './projection'

export type Around = Answer<'area.around'>

/** Metres per pixel, from a courtyard to a few blocks. */
const zooms = [0.5, 1, 2, 4]
/** Metres from what was read before it is read again. */
const reach = 300
/** Pixels within which a tap means the building. */
const near = 22
/** Metres within which a place is called after a building. */
const beside = 60

/** The hand-drawn map: where it looks, what is there, and the place that was tapped. */
export class Sketch {
  camera: Camera
  around?: Around = undefined
  loading = false
  error?: ActionError = undefined
  /** Where the pin stands. */
  pin?: LngLat = undefined
  /** Read from the device instead of tapped; then this is what is sent, in its own datum. */
  private located?: Point = undefined
  private zoom = 1
  private turn = 0

  constructor(
    private readonly call: Call,
    start: LngLat,
  ) {
    this.camera = { centre: start, metresPerPixel: zooms[this.zoom] }
    makeAutoObservable<this, 'call' | 'turn'>(this, { call: false, turn: false }, { autoBind: true })
  }

  get canZoomIn(): boolean {
    return this.zoom > 0
  }
  get canZoomOut(): boolean {
    return this.zoom < zooms.length - 1
  }

  /** Buildings nearest to the pin, or to the middle of the map. */
  get nearest(): Around['buildings'] {
    const from = this.pin ?? this.camera.centre
    return (this.around?.buildings ?? [])
      .slice()
      .sort((a, b) => metresBetween(from, a.point) - metresBetween(from, b.point))
      .slice(0, 8)
  }

  /** The building that the pin stands at or beside. */
  get building(): Around['buildings'][number] | undefined {
    const [first] = this.nearest
    return this.pin && first && metresBetween(this.pin, first.point) <= beside ? first : undefined
  }

  get chosen(): ChosenPlace | undefined {
    if (!this.pin) return undefined
    const name = this.building && `${this.building.name}附近`
    if (this.located) return { ...this.located, name }
    // On a building's own dot there is no doubt.
    const isBuilding = this.building !== undefined && metresBetween(this.pin, this.building.point) === 0
    return { ...this.pin, system: 'gcj02', ...(!isBuilding && { accuracy: pinAccuracy }), name }
  }

  /** Reads what lies around the middle of the map. Never throws: see `error`. */
  load(): Promise<void> {
    return this.read({ ...this.camera.centre, system: 'gcj02' })
  }

  /** Moves the map by pixels, as a finger drags it. */
  drag({ x, y }: Pixel): void {
    this.camera = { ...this.camera, centre: toLngLat(this.camera, { x: -x, y: -y }) }
  }

  /** The finger has let go: what has come into sight is read, once it is far enough from what is known. */
  async settle(): Promise<void> {
    if (!this.around || metresBetween(this.around.centre, this.camera.centre) > reach) await this.load()
  }

  zoomBy(step: 1 | -1): void {
    this.zoom = Math.min(zooms.length - 1, Math.max(0, this.zoom + step))
    this.camera = { ...this.camera, metresPerPixel: zooms[this.zoom] }
  }

  /** A tap, in pixels from the middle. On a building's dot it means the building. */
  tap(at: Pixel): void {
    const hit = (this.around?.buildings ?? []).find(({ point }) => {
      const p = toPixel(this.camera, point)
      return Math.hypot(p.x - at.x, p.y - at.y) <= near
    })
    this.located = undefined
    this.pin = hit ? hit.point : toLngLat(this.camera, at)
  }

  choose(building: Around['buildings'][number]): void {
    this.located = undefined
    this.pin = building.point
    this.camera = { ...this.camera, centre: building.point }
  }

  /** Goes to where the device says it is; the server says where that lies on this map. */
  async goTo(located: Point): Promise<void> {
    await this.read(located)
    runInAction(() => {
      if (this.error || !this.around) return
      this.camera = { ...this.camera, centre: this.around.centre }
      this.pin = this.around.centre
      this.located = located
    })
  }

  private async read(point: Point): Promise<void> {
    this.turn += 1
    const turn = this.turn
    this.loading = true
    this.error = undefined
    try {
      const around = await this.call('area.around', { point })
      runInAction(() => {
        if (turn !== this.turn) return
        this.around = around
        this.loading = false
      })
    } catch (error) {
      runInAction(() => {
        if (turn !== this.turn) return
        this.error = asActionError(error)
        this.loading = false
      })
    }
  }
}
