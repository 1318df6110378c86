import { cancelPoll, counters, openPoll } from './openPoll'
import { confirmPaper, markPaperVoter, paperBatch, paperEntries, refusePaper } from './paper'
import { paperVoters } from './paperRoll'
import { giveProxy, proxies, revokeProxy } from './proxies'
import { ballotBox, confirmCount, namedBallots, result } from './result'
import { vote } from './vote'

/** Actions of polls, paper and proxies. */
export const pollActions = [
  openPoll,
  counters,
  cancelPoll,
  vote,
  result,
  ballotBox,
  namedBallots,
  confirmCount,
  paperVoters,
  markPaperVoter,
  paperBatch,
  confirmPaper,
  refusePaper,
  paperEntries,
  giveProxy,
  revokeProxy,
  proxies,
]
