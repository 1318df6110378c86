import { appeal, appeals, decideAppeal } from './appeals'
import { askCarry, carry, consentCarry, linkCarry } from './carries'
import { groups, members, recordAuthorisation, setDelegate } from './groups'
import { accept, answer, close, decide, escalate, giveVerdict, handBack, progress, queue } from './ladder'
import { admit, moderate, moderationLog, mute, pin, setAgenda, summarise } from './moderation'
import { pollActions } from './pollActions'
import { post, posts } from './posts'
import { react } from './react'
import { markRead, setQuiet } from './reading'
import { opinions, propose, topic, topics } from './topics'
import { confirmStep, stepBoard, steps, submitStep } from './yards'

/** Who is in a group, and what they talk about. */
const talkActions = [
  groups,
  members,
  setDelegate,
  recordAuthorisation,
  topics,
  propose,
  topic,
  opinions,
  posts,
  post,
  react,
  markRead,
  setQuiet,
]

/** What keeps the talk readable. */
const moderationActions = [
  moderate,
  admit,
  mute,
  appeal,
  appeals,
  decideAppeal,
  moderationLog,
  pin,
  setAgenda,
  summarise,
]

/** What becomes of a topic. */
const ladderActions = [
  queue,
  escalate,
  accept,
  answer,
  handBack,
  decide,
  progress,
  giveVerdict,
  close,
  askCarry,
  carry,
  consentCarry,
  linkCarry,
]

/** The six steps of 和合大院. */
const yardActions = [steps, submitStep, confirmStep, stepBoard]

export const deliberationActions = [
  ...talkActions,
  ...moderationActions,
  ...pollActions,
  ...ladderActions,
  ...yardActions,
]
