import type { ChosenPlace } from '@/platform/types'

export async function openSketchMap(_near?: { lng: number; lat: number }): Promise<ChosenPlace | undefined> {
  return undefined
}
