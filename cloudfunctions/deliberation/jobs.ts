import type { ClockJob } from '../kernel/jobs'
import { runPolls } from './pollJobs'
import { announce, topicsDue } from './topicJobs'

/** What the clock does for deliberation: announcements last, as the work before may make some. */
export const clockJobs: readonly ClockJob[] = [runPolls, topicsDue, announce]
