import type { Place } from '../../collections'
import { placesOf, type Share, sharesOf } from '../spread'
import type { Compiled } from './format'
import { areaFor } from './near'

/**
 * The areas that a fix may lie in with the probability of each, likeliest first. Places farther than `within` metres
 * from every area take their probability with them.
 * @param accuracy radius of 68 % in metres; without it the fix is where it says
 */
export function likelyAreas(
  index: Compiled,
  fix: Place,
  accuracy: number | undefined,
  within: number,
): Share<number>[] {
  return sharesOf(
    placesOf(fix, accuracy),
    (place) => areaFor(index, place, within)?.area,
    (area) => area,
  )
}
