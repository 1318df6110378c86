import { systemClock } from '../../cloudfunctions/kernel/node'
import { openClock } from '../clock'
import { importAreas } from './import'
import { readOptions, UsageError, usage } from './options'
import { verdictOf } from './report/report'
import { writeSamples } from './sample'

/** Runs the command and answers its exit code: 0, 1 when the files have faults, 2 when the command is incomplete. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const wanted = readOptions(args)
    if ('sample' in wanted) {
      for (const file of await writeSamples(wanted.sample)) console.log(file)
      return 0
    }
    const { now } = openClock(wanted.dataDir, systemClock())
    const imported = await importAreas(wanted, now(), (text) => console.log(text))
    console.log(verdictOf({ ...imported, day: wanted.day }))
    for (const file of imported.reports) console.log(`  ${file}`)
    return imported.outcome === 'stopped' ? 1 : 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(`${error.message}\n\n${usage}`)
    return 2
  }
}
