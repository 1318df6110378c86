import { type CoverageRow, type CoverageSums, householdsPer } from '@contract/area'
import type { Tone } from '@/ui'

/** What a coverage row says in words, and how pressing it is. */
export interface Standing {
  tone: Tone
  /** In two or three characters, beside the name. */
  tag: string
  words: string
}

/** How an area or a grid is staffed; `name`s nothing, so that it stands beside a name. */
export function standingOf({ level, sums, standIn }: Pick<CoverageRow, 'level' | 'sums' | 'standIn'>): Standing {
  if (!sums) return { tone: 'neutral', tag: '未统计', words: '还没有统计，过几个小时再看' }
  const missing = missingWords(sums)
  if (sums.grids === 0) return { tone: 'neutral', tag: '没有网格', words: '还没有划分网格' }
  if (sums.vacant > 0 && level === 'grid') {
    const answers = standIn ? '没有网格员，由社区负责' : '没有网格员'
    return { tone: 'danger', tag: '没人', words: [answers, informantWords(sums)].filter(Boolean).join('，') }
  }
  if (sums.vacant > 0) return { tone: 'danger', tag: '缺人', words: `${sums.vacant} 个网格没有网格员，一共${missing}` }
  if (missing) return { tone: 'warn', tag: '缺人', words: missing }
  if (level === 'grid' && sums.households < householdsPer.worker.min)
    return { tone: 'done', tag: '人够', words: `人手够，不到 ${householdsPer.worker.min} 户` }
  return { tone: 'done', tag: '人够', words: '人手够' }
}

/** `差 2 名网格员、6 名信息员`; empty when nobody is missing. */
function missingWords({ workersShort, informantsShort }: CoverageSums): string {
  const parts = [
    workersShort > 0 && `${workersShort} 名网格员`,
    informantsShort > 0 && `${informantsShort} 名信息员`,
  ].filter(Boolean)
  return parts.length > 0 ? `差 ${parts.join('、')}` : ''
}

const informantWords = ({ informantsShort }: CoverageSums) =>
  informantsShort > 0 ? `差 ${informantsShort} 名信息员` : ''

/** Rows named at most. */
const mostNamed = 3

/** Where people are short the most, one sentence each; the rows come shortest first. */
export const worstOf = (rows: readonly CoverageRow[]): string[] =>
  rows
    .map((row) => ({ name: row.name, standing: standingOf(row) }))
    .filter(({ standing }) => standing.tone === 'danger' || standing.tone === 'warn')
    .slice(0, mostNamed)
    .map(({ name, standing }) => `${name}：${standing.words}`)

/** Households: `620 户`, and `137.5 万户` where nobody counts them singly. */
export const householdWords = (count: number) =>
  count < 10_000 ? `${count} 户` : `${(count / 10_000).toFixed(1)} 万户`

/** `1 名，应有 3 名`; without what should be where that is enough. */
export const againstWords = (have: number, needed: number) =>
  have < needed ? `${have} 名，应有 ${needed} 名` : `${have} 名`
