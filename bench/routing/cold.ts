/** A process of its own: from the file to the first answer. Prints `{ms, mb, label}`. */
import { readFileSync } from 'node:fs'
import { decode } from '../../cloudfunctions/kernel/geometry/compiled/file'
import { labelOf } from '../../cloudfunctions/kernel/geometry/compiled/lookup'
import { areaFor } from '../../cloudfunctions/kernel/geometry/compiled/near'

const [file, lngE7, latE7] = process.argv.slice(2)
const before = process.memoryUsage.rss()
const started = performance.now()
const index = decode(readFileSync(file))
const found = areaFor(index, { lngE7: Number(lngE7), latE7: Number(latE7) }, 200)
const label = found && labelOf(index, found.area)
const ms = performance.now() - started
const mb = (process.memoryUsage.rss() - before) / 2 ** 20
console.log(JSON.stringify({ ms, mb, label }))
