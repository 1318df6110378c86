import { plusHours } from '../../cloudfunctions/kernel/time'
import type { House } from '../../local/house'
import { callAs } from '../report/story'
import { timed } from '../report/timed'
import { type Neighbours, propose } from './neighbours'

const rounds = 5
/** Boxes of the bare store that are rewritten in turn, as long as one of the poll. */
const boxes = 1024
const ballotsInBox = 16
const sealedLength = 380

/** Votes, and bare compare-and-sets of a box, a second; by turns, so that a machine that slows down slows both. */
export async function raceVotes(house: House, neighbours: Neighbours) {
  const { dispatch, ports, due } = house
  const { pollId } = await callAs(dispatch, neighbours.captain)('deliberation.openPoll', {
    topicId: await propose(house, neighbours),
    question: '楼前的空地怎么用',
    options: ['划停车位', '种树', '都不要'],
    method: 'single',
    basis: 'consultative',
    closesAt: plusHours(ports.clock.now(), 48),
  })
  // A roll of thousands is frozen by the clock
  await due.run()
  let voted = 0
  const vote = async () => {
    const voter = neighbours.people[voted]
    if (!voter) throw new Error('everybody has voted')
    voted += 1
    await callAs(dispatch, voter)('deliberation.vote', {
      pollId,
      choice: { method: 'single', option: 'abc'[voted % 3] },
    })
  }

  const sealed = Array.from({ length: ballotsInBox }, () => 'x'.repeat(sealedLength))
  const bare = Array.from({ length: boxes }, (_, n) => ({ id: `bare:${n}`, pollId: 'bare', sealed, closed: false }))
  await ports.store.load('boxes', bare)
  const versions = bare.map(() => 1)
  let turn = 0
  const set = async () => {
    const n = turn++ % boxes
    if (!(await ports.store.replace('boxes', { ...bare[n], version: versions[n]++ })))
      throw new Error('nobody else writes')
  }

  await timed(vote)
  await timed(set)
  const speeds = { votes: 0, sets: 0 }
  for (let round = 0; round < rounds; round += 1) {
    speeds.votes += (await timed(vote)) / rounds
    speeds.sets += (await timed(set)) / rounds
  }
  const { poll } = await callAs(dispatch, neighbours.captain)('deliberation.result', { pollId })
  if (poll.turnout !== voted) throw new Error(`${voted} voted and ${poll.turnout} are counted`)
  return speeds
}
