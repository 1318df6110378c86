import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

const runs = 7

/** What a fresh process takes from the file to the first answer; the middle of some runs. */
export async function measureColdStart(file: Uint8Array, place: { x: number; y: number }, label: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'hehe-routing-'))
  try {
    const [script, data] = [join(folder, 'cold.mjs'), join(folder, 'areas.bin')]
    await build({
      ...{ entryPoints: ['bench/routing/cold.ts'], outfile: script, logLevel: 'warning' },
      ...{ bundle: true, platform: 'node', format: 'esm', target: 'node20' },
    })
    writeFileSync(data, file)
    const results = Array.from({ length: runs }, () => {
      const printed = execFileSync(process.execPath, [script, data, `${place.x}`, `${place.y}`], { encoding: 'utf8' })
      const result: { ms: number; mb: number; label: unknown } = JSON.parse(printed)
      if (JSON.stringify(result.label) !== JSON.stringify(label)) throw new Error(`the cold start answers ${printed}`)
      return result
    })
    return { coldMs: middle(results.map(({ ms }) => ms)), coldMB: middle(results.map(({ mb }) => mb)) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const middle = (values: number[]) => Number(values.sort((a, b) => a - b)[Math.floor(values.length / 2)].toFixed(1))
