import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHouse } from '../local/house'
import { settle } from './deliberation/neighbours'
import { measurePages } from './deliberation/pages'
import { measureTally } from './deliberation/tally'
import { raceVotes } from './deliberation/votes'

interface Figures {
  /** Votes a second through the whole pipeline. */
  votesPerSecond: number
  /** Compare-and-sets a second of a box of ballots on the bare store, in the same run. */
  baselinePerSecond: number
  /** votesPerSecond / baselinePerSecond. */
  ratio: number
  /** Milliseconds from the close of a ranked poll of 100,000 ballots to its published result. */
  tallyMs: number
  /** Milliseconds to check its whole file: the chains, the recount and one code. */
  verifyMs: number
  /** One page of posts of a topic that has 100,000, beside one of a topic that has 100. */
  pageRatio: number
}

const voters = 60_000
const unlimited = 1e9

/** Measures deliberation on the embedded store with the demo city in a folder of its own. */
export async function measure(): Promise<Figures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hehe-bench-'))
  try {
    const house = await openHouse({ dataDir, demo: true, rateFactor: unlimited })
    const neighbours = await settle(house, voters)
    const { votes, sets } = await raceVotes(house, neighbours)
    const { tallyMs, verifyMs } = await measureTally(house, neighbours)
    const pageRatio = await measurePages(house, neighbours)
    await house.close()
    const figures = {
      votesPerSecond: Math.round(votes),
      baselinePerSecond: Math.round(sets),
      ratio: Number((votes / sets).toFixed(3)),
      tallyMs: Math.round(tallyMs),
      verifyMs: Math.round(verifyMs),
      pageRatio: Number(pageRatio.toFixed(2)),
    }
    print(figures)
    return figures
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function print({ votesPerSecond, baselinePerSecond, ratio, tallyMs, verifyMs, pageRatio }: Figures) {
  console.log(`deliberation.vote, whole pipeline: ${votesPerSecond} a second`)
  console.log(`bare compare-and-set of a box:     ${baselinePerSecond} a second (ratio ${ratio})`)
  console.log(`100,000 ranked ballots: counted in ${tallyMs} ms, verified in ${verifyMs} ms`)
  console.log(`a page of 100,000 posts takes ${pageRatio} times one of 100`)
}
