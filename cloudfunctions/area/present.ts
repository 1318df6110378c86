import type { AreaAnswer } from '../contract/area'
import type { AreaDoc } from '../kernel/collections'
import { presentPlace } from '../kernel/present'

/** An area as an answer shows it. */
export const presentArea = ({ id, level, name, within, parentId, centre, synthetic }: AreaDoc): AreaAnswer => ({
  id,
  level,
  name,
  within,
  parentId,
  point: centre && presentPlace(centre),
  synthetic,
})
