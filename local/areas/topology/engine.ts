import polygonClipping, { type MultiPolygon, type Pair } from 'polygon-clipping'

type Operation = 'union' | 'intersection' | 'difference' | 'xor'

/** Ways to lay a shape before the engine, each its own way back. */
const turns: ((pair: Pair) => Pair)[] = [
  ([x, y]) => [x, y],
  ([x, y]) => [y, x],
  ([x, y]) => [-x, y],
  ([x, y]) => [x, -y],
]

/**
 * Runs an operation of polygon-clipping. Its sweep loses its way once in some hundred thousand pairs, where edges all
 * but touch, and then throws; swept in another direction the same shapes come out.
 * @throws Error when they do so from no side
 */
export function clip(operation: Operation, first: MultiPolygon, ...others: MultiPolygon[]): MultiPolygon {
  let failure: unknown
  for (const turn of turns) {
    const laid = (shape: MultiPolygon): MultiPolygon => shape.map((rings) => rings.map((ring) => ring.map(turn)))
    try {
      return laid(polygonClipping[operation](laid(first), ...others.map(laid)))
    } catch (error) {
      failure = error
    }
  }
  throw failure
}
