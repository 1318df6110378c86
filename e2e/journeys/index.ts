import type { World } from '../world'
import { confidentialByReceipt } from './confidential'
import { emergencyBeforeAnything } from './emergency'
import { joinBuilding } from './join'
import { draftSurvives, lostAnswerMakesNoSecondReport, sentOnceWhenBackOnline } from './offline'
import { reportSettleConfirm } from './report'
import { whistleAssignReopen } from './whistle'

export interface Journey {
  /** For `node e2e/run.mjs <name>`. */
  name: string
  /** What a person does and gets, in one sentence. */
  story: string
  run(world: World): Promise<void>
}

export const journeys: Journey[] = [
  {
    name: 'emergency',
    story: 'Emergency numbers are one tap away before any login, and a critical category shows them first',
    run: emergencyBeforeAnything,
  },
  {
    name: 'report',
    story: 'A resident reports a hazard at home, the grid worker settles it with a photo, the resident confirms',
    run: reportSettleConfirm,
  },
  {
    name: 'confidential',
    story: 'A confidential report is followed and confirmed by its receipt alone, without signing in',
    run: confidentialByReceipt,
  },
  {
    name: 'whistle',
    story: 'Grid worker blows, street assigns, department solves, reporter reopens, department solves again',
    run: whistleAssignReopen,
  },
  { name: 'join', story: 'A resident says where they live, the captain confirms', run: joinBuilding },
  { name: 'offline', story: 'Without a network a report is kept, and sent exactly once', run: sentOnceWhenBackOnline },
  { name: 'lost-answer', story: 'A lost answer makes no second report', run: lostAnswerMakesNoSecondReport },
  { name: 'draft', story: 'A half-written report is still there after a restart', run: draftSurvives },
]
