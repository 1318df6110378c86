import type { ChosenPlace } from '@/platform/types'

/** Opens the hand-drawn map at `near` (GCJ-02). Undefined when the person closes it. */
export async function choosePlace(near?: { lng: number; lat: number }): Promise<ChosenPlace | undefined> {
  const { openSketchMap } = await import('./sketch-map')
  return openSketchMap(near)
}
