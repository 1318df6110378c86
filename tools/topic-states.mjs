// The life of a topic of deliberation, as a part of the page of the states.
import { bundleAndImport } from './bundle.mjs'
import { diagram, list, named, say, table, withConditions } from './state-page.mjs'

const who = {
  author: 'the author',
  member: 'members of its group',
  moderator: 'moderators of its group',
  responsible: 'moderators of the group it is before',
  system: 'the clock',
}
const levels = {
  building: 'building 楼栋',
  courtyard: 'courtyard 楼院',
  community: 'community 社区',
  street: 'street 街道',
}
const goesTo = { stay: 'stays', up: 'the next group above', down: 'the next group below', home: 'its own group' }
const hears = {
  author: 'the author',
  members: 'all members of its group',
  moderators: 'its moderators',
  responsible: 'the moderators of the group it then is before',
  previous: 'those of the group before',
  doer: 'whom the decision names',
}

const heads = [
  ...['Act', 'What the timeline says', 'From', 'To', 'Who may'],
  ...['Before which group then', 'Date that starts', 'Who hears'],
]

/** The chapter, in Markdown. */
export async function topicPage() {
  const rules = await bundleAndImport('cloudfunctions/deliberation/rules.ts', 'dist/tools/topic-rules.mjs')
  const words = 'cloudfunctions/contract/deliberation-words.ts'
  const { topicStates } = await bundleAndImport(words, 'dist/tools/deliberation-words.mjs')
  const { topicSteps, besides, rungHours, verdictHours, redoHours, topicStory, owedStates } = rules
  const deadlines = {
    accept: 'to accept',
    answer: 'to answer',
    task: 'the date of the task',
    verdict: `${verdictHours / 24} days for the members’ verdict`,
    redo: `${redoHours / 24} days to do it anew`,
    none: 'none is left',
    keep: 'runs on',
    over: 'is over, and stands',
  }
  const state = named(topicStates)
  const actors = ({ who: names, levels: held, homeBelow, content, afterPolls }) =>
    withConditions(list(who, names), [
      held && `while before: ${list(levels, held)}`,
      homeBelow === true && 'its own group is the next below',
      homeBelow === false && 'another group is between',
      content === true && 'no fewer members content than not',
      content === false && 'more members not content',
      afterPolls && 'no poll is announced or open',
    ])
  const story = ({ act }) => topicStory({ act, actor: '经办人', rung: { name: '所到的群' } })
  const drawn = diagram({
    labels: topicStates,
    begins: ['  [*] --> talking: propose', '  [*] --> held: propose'],
    steps: topicSteps,
    ends: ['  closed --> [*]'],
  })

  const hours = ([level, { accept, answer }]) => `| ${say(levels, level)} | ${accept} | ${answer} |`
  const climbs = Object.entries(rungHours).filter(([level]) => level !== 'building')

  return `# The life of a topic

From \`cloudfunctions/deliberation/rules.ts\`. A topic is proposed in the group of a building or in the forum of a courtyard,
community or street, and may climb from there. Text, sums of polls and timeline go along; the talk stays in the group. Who
moderates or sits in a group that it comes before sees it from then on.

${drawn}

Something is owed in ${owedStates.map(state).join(', ')}. A quarter before the end of
each date who owes it is warned. What is not accepted or not answered in time goes up by the clock; at the street it stays,
late, as a task does whose date is over: the clock says so once.

| Group | Hours to accept | Hours to answer |
| --- | --- | --- |
${climbs.map(hours).join('\n')}

${table(topicSteps, heads, { labels: topicStates, story, actors, goesTo, deadlines, hears })}

Besides, while it is in one of the states:

| Act | In | Who may |
| --- | --- | --- |
${besides.map(({ act, in: states, who: named }) => `| \`${act}\` | ${states.map(state).join('<br>')} | ${list(who, named)} |`).join('\n')}
`
}
