import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { BoundaryPartDoc, GenerationDoc } from '../../cloudfunctions/kernel/collections'
import { type GridOutline, generationDocs } from '../../cloudfunctions/kernel/generations'
import { systemClock } from '../../cloudfunctions/kernel/node'
import type { Fresh } from '../../cloudfunctions/kernel/ports'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { buildDemoCity, demoSeed } from '../demo/city'
import { writeForCloud } from './cloud'
import { readOutlines } from './files/outlines'
import { UnreadableFile } from './files/table'
import { placeIn } from './finding'
import { datumOf, isDay, isOneOf, type System, systems, UsageError } from './options'
import { collect } from './plan/documents'

const usage = `用法：
  npm run areas:build -- <文件.geojson…> --system gcj02|wgs84|cgcs2000 --starts 2026-12-01 [--out <文件夹>]
  npm run areas:build -- --demo [--out <文件夹>]     演示城市的网格

  --system    坐标系，必须写明
  --starts    从哪一天起用，北京时间零点
  --out       写到哪里（默认 dist/areas/build）

只编译，不检查重叠和空隙；检查和载入用 npm run areas:import。每个图形的属性里要有网格编码。`

interface Built {
  generation: Fresh<GenerationDoc>
  parts: Fresh<BoundaryPartDoc>[]
}

/** Runs the command and answers its exit code: 0, 1 when an outline cannot be used, 2 when the command is incomplete. */
export function main(args: readonly string[]): number {
  try {
    const { built, out } = build(args, systemClock().now())
    for (const line of write(built, out)) console.log(line)
    return 0
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof UnreadableFile)) throw error
    console.error(error instanceof UsageError ? `${error.message}\n\n${usage}` : error.message)
    return error instanceof UsageError ? 2 : 1
  }
}

function build(args: readonly string[], now: string): { built: Built; out: string } {
  const { files, system, starts, out, demo } = parsed(args)
  if (demo) {
    const { generations = [], boundaryParts = [] } = buildDemoCity({ seed: demoSeed, now, inhabited: false }).docs
    return { built: { generation: generations[0], parts: boundaryParts }, out }
  }
  if (files.length === 0) throw new UsageError('没有写边界文件')
  if (!isOneOf(Object.keys(systems) as System[], system))
    throw new UsageError('请用 --system 写明坐标系：gcj02、wgs84 或 cgcs2000。坐标系不同，位置会差五百米，不能猜')
  if (!starts || !isDay(starts)) throw new UsageError('请用 --starts 写明从哪一天起用，如 --starts 2026-12-01')
  const startsAt = plusHours(`${starts}T00:00:00.000Z`, -8)
  return { built: generationDocs(`${starts}-1`, startsAt, outlinesIn(files, system), now), out }
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const options = { system: text, starts: text, out: text, demo: { type: 'boolean' } } as const
    const { values, positionals: files } = parseArgs({ args: [...args], allowPositionals: true, options })
    return { ...values, files, out: values.out ?? 'dist/areas/build' }
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** The outline of each grid; what is drawn in several features is one grid. @throws UnreadableFile */
function outlinesIn(files: readonly string[], system: System): GridOutline[] {
  const grids = new Map<string, number[][][]>()
  const problems: string[] = []
  for (const file of files) {
    const { drawn, found } = readOutlines(file, datumOf[system])
    problems.push(...found.map(({ text, where }) => `${where ? placeIn(where) : file}：${text}`))
    for (const { gridCode, polygons, where } of drawn) {
      if (gridCode) grids.set(gridCode, [...(grids.get(gridCode) ?? []), ...polygons])
      else problems.push(`${placeIn(where)}：图形的属性里没有网格编码`)
    }
  }
  if (problems.length > 0) throw new UnreadableFile(problems.join('\n'))
  return [...grids].map(([id, polygons]) => ({ id, polygons }))
}

/** Writes the binary, and the documents for the cloud's import. */
function write({ generation, parts }: Built, out: string): string[] {
  const documents = collect()
  for (const part of parts) documents.put('boundaryParts', { ...part, version: 0 })
  documents.put('generations', { ...generation, version: 0 })
  writeForCloud(out, documents)
  const binary = join(out, `${generation.id}.grids`)
  writeFileSync(binary, Buffer.concat(parts.map(({ bytes }) => Buffer.from(bytes, 'base64'))))
  const size = (generation.bytes / 1e6).toFixed(1)
  return [
    `${binary}: ${generation.grids} 个网格，${size} MB，从 ${generation.startsAt} 起用`,
    ...['boundaryParts', 'generations'].map((name) => join(out, `${name}.json`)),
  ]
}
