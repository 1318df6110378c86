import { ActionError } from '../contract/errors'
import type { PollDoc } from '../kernel/collections.deliberation'
import type { ClockJob } from '../kernel/jobs'
import { justAfter } from '../kernel/time'
import { closePoll } from './count'
import { freezePoll } from './freeze'
import { clearCancelled } from './leftovers'
import { tellNotice } from './tellVoters'

/** Polls looked at in one tick; the next takes the rest. */
const mostPolls = 20

/**
 * Tells of the polls that are announced, opens those whose time has come, counts those whose time is over, and clears up
 * after cancelled ones. One that fails holds up no other; that another tick was faster is no fault.
 */
export const runPolls: ClockJob = async (here) => {
  const due = { eq: [], to: justAfter(here.now), limit: mostPolls }
  const { rows } = await here.ports.store.range('polls', 'byTimer', due)
  let done = 0
  for (const poll of rows)
    try {
      await workFor(poll, here.now)(here, poll)
      done += 1
    } catch (error) {
      if (error instanceof ActionError && error.code === 'CONFLICT') continue
      console.error(`[fault] poll ${error instanceof Error ? error.name : typeof error}`)
    }
  return done
}

function workFor({ state, opensAt }: PollDoc, now: string) {
  if (state === 'announced') return now < opensAt ? tellNotice : freezePoll
  return state === 'cancelled' ? clearCancelled : closePoll
}
