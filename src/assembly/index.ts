export { Ballot } from './ballot'
export { BallotPaper } from './ballot-paper'
export { type DeliberationDeed, deliberationDeed } from './deed'
export { go } from './go'
export { type Member, membersOf } from './members'
export { Pulse } from './pulse'
export { type Days, dayOptions, eveningAfter } from './spans'
export { TopicCard } from './topic-card'
export { usePulse } from './use-pulse'
export {
  areaWords,
  canonicalWords,
  electorateWords,
  type Group,
  membersWords,
  optionWords,
  pollTone,
  type TopicSummary,
  thresholdWords,
  topicOwedWords,
  topicTone,
  verdictOf,
} from './words'
