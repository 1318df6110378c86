import { clockJobs as accountJobs } from './account/claims'
import { clockJobs as bookingJobs } from './booking/jobs'
import { clockJobs as deliberationJobs } from './deliberation/jobs'
import type { ClockJob } from './kernel/jobs'

/** What the clock does for each context, in this order; the timer runs them. */
export const clockJobs: readonly ClockJob[] = [...accountJobs, ...bookingJobs, ...deliberationJobs]
