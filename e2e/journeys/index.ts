import type { Build } from '../phones/phone'
import type { World } from '../world'
import {
  childcareWithPickup,
  counsellingInConfidence,
  errandWithTheGrid,
  lunchByProxy,
  placeFromTheLine,
} from './booking'
import { confidentialByReceipt } from './confidential'
import { consentBeforeTheMap } from './consent'
import { vacantGridFilled } from './coverage'
import { talkModerateEscalate, voteAndVerify } from './deliberation'
import { joinTheNeighboursReport } from './duplicate'
import { chooseTextSize, followWechatFont } from './elder'
import { emergencyBeforeAnything } from './emergency'
import { joinBuilding } from './join'
import { longListOfItems, pullDownToRefresh } from './lists'
import { topicToMediation } from './mediation'
import { draftSurvives, lostAnswerMakesNoSecondReport, sentOnceWhenBackOnline } from './offline'
import { placeBetweenGrids, placeByName, placeOnTheMap } from './place'
import { countByTwo, paperByTwo, proxyGivenAndRevoked } from './polls'
import { reportSettleConfirm } from './report'
import { chooseDemoPerson, everyPage } from './tour'
import { whistleAssignReopen } from './whistle'

export interface Journey {
  /** For `node e2e/run.mjs <name>`. */
  name: string
  /** What a person does and gets, in one sentence. */
  story: string
  run(world: World): Promise<void>
  /** The build that has what the journey is about; both when absent. */
  only?: Build
  /** It lets weeks pass: in a city of its own, so that the others stay in today's. */
  alone?: true
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
  {
    name: 'deliberate',
    story: 'A topic is proposed, talked about, moderated, handed up the ladder and answered',
    run: talkModerateEscalate,
  },
  {
    name: 'vote',
    story: 'A poll is opened and voted in; one finds one’s own ballot in the box by its code',
    run: voteAndVerify,
  },
  {
    name: 'paper',
    story:
      'Votes on paper and at the door are taken in by two counters, in secret as a batch and by name with the door',
    run: paperByTwo,
    alone: true,
  },
  {
    name: 'proxies',
    story: 'An owner passes a vote on in writing, all can read it, and takes it back',
    run: proxyGivenAndRevoked,
  },
  {
    name: 'count',
    story: 'Named ballots are counted again by two, their word is published, and an owner finds the own one',
    run: countByTwo,
    alone: true,
  },
  {
    name: 'mediate',
    story: 'A topic becomes a request for mediation with the words whose author agrees; it is settled and confirmed',
    run: topicToMediation,
  },
  { name: 'map', story: 'A place on the map leads to the grid it lies in', run: placeOnTheMap },
  {
    name: 'between-grids',
    story: 'Where the map leaves the grid in doubt the person is asked which building, and that decides',
    run: placeBetweenGrids,
    only: 'weapp',
  },
  { name: 'search', story: 'A building is found by its name', run: placeByName },
  {
    name: 'duplicate',
    story: 'A neighbour follows an open report in place of a second one',
    run: joinTheNeighboursReport,
  },
  { name: 'long-list', story: 'A list loads on at its end, and the way back leads to it', run: longListOfItems },
  { name: 'pull-down', story: 'A list is read again when it is pulled down', run: pullDownToRefresh, only: 'weapp' },
  { name: 'consent', story: "WeChat's privacy guide stands before the map", run: consentBeforeTheMap, only: 'weapp' },
  { name: 'text-size', story: 'Elder mode holds at once and after a restart', run: chooseTextSize },
  { name: 'wechat-font', story: "WeChat's font setting is followed", run: followWechatFont, only: 'weapp' },
  { name: 'people', story: 'A demo person is chosen in the browser', run: chooseDemoPerson, only: 'h5' },
  { name: 'canteen', story: "A neighbour books an old person's lunch with their leave", run: lunchByProxy },
  { name: 'childcare', story: 'A child is handed over for the code of the moment only', run: childcareWithPickup },
  {
    name: 'counselling',
    story: '12356 at every step; one counsellor sees the appointment',
    run: counsellingInConfidence,
  },
  {
    name: 'errand',
    story: 'The grid hears of an errand and takes it on; the site changes the hours of that day, and both read it',
    run: errandWithTheGrid,
  },
  { name: 'waitlist', story: 'A freed place goes to the first in line, who takes it', run: placeFromTheLine },
  {
    name: 'coverage',
    story: 'A grid loses its worker, its community sees that and names another, who takes the open items over',
    run: vacantGridFilled,
  },
  { name: 'tour', story: 'Every page is opened, measured and photographed', run: everyPage },
  { name: 'join', story: 'A resident says where they live, the captain confirms', run: joinBuilding },
  { name: 'offline', story: 'Without a network a report is kept, and sent exactly once', run: sentOnceWhenBackOnline },
  { name: 'lost-answer', story: 'A lost answer makes no second report', run: lostAnswerMakesNoSecondReport },
  { name: 'draft', story: 'A half-written report is still there after a restart', run: draftSurvives },
]
