// Writes the lives of items and of a topic as a page of the docs, from the state tables that the server goes by.
// Usage: node tools/states.mjs [file to write]
import fs from 'node:fs'
import { bundleAndImport } from './bundle.mjs'
import { diagram, list, named, table, withConditions } from './state-page.mjs'
import { topicPage } from './topic-states.mjs'

const [target = 'docs/states.md'] = process.argv.slice(2)
const words = await bundleAndImport('cloudfunctions/contract/words.ts', 'dist/tools/words.mjs')
const { confirmHours } = await bundleAndImport('cloudfunctions/kernel/items.ts', 'dist/tools/items.mjs')

/** Each kind of item: its table, its words, the act and the state that it begins with, and what else there is to say. */
const kinds = [
  {
    life: 'The life of a hazard report',
    file: 'cloudfunctions/hazard/rules.ts',
    rules: 'hazardRules',
    labels: words.hazardStates,
    begins: ['report', 'routed'],
    besides: `The hours to accept and to solve are the category's own. A quarter before the end of each deadline a warning goes out; a
missed one escalates, up to the city. Who received a report first, or handed it on, stays answerable until somebody
accepts it (首接负责).`,
  },
  {
    life: 'The life of a request for mediation',
    file: 'cloudfunctions/mediation/rules.ts',
    rules: 'mediationRules',
    labels: words.mediationStates,
    begins: ['request', 'requested'],
    besides: `Three days by the clock to take it on, thirty to solve it. The mediators of the unit handle it, and its staff. Only
whoever asked and those who handle it see it: nobody oversees it, and a unit loses sight once another has taken it on.`,
  },
  {
    life: "The grid's part of a booking",
    file: 'cloudfunctions/booking/item.rules.ts',
    rules: 'bookingItemRules',
    labels: words.bookingItemStates,
    begins: ['book', 'booked'],
    besides: `There is one where the service tells the grid, never at a confidential service. What the booking does (change, cancel,
keep, miss) is written in the booking's own transaction. Nothing is owed later than the booking's end, at which the clock
closes it.`,
  },
]

const who = {
  reporter: 'the reporter',
  responsible: 'the unit responsible',
  answerable: 'the unit still answerable',
  alerted: 'the community alerted',
  system: 'the clock',
}
const levels = {
  grid: 'grid 网格',
  community: 'community 社区',
  street: 'street 街道',
  district: 'district 区',
  city: 'city 市',
  department: 'department 部门',
}
const goesTo = {
  stay: 'stays',
  actor: 'the unit that acts',
  up: 'one level up',
  street: 'the street',
  department: 'a department',
}
const deadlines = {
  accept: 'the hours to accept',
  resolve: 'the hours to solve',
  confirm: `${confirmHours / 24} days to confirm`,
  none: 'none is left',
  keep: 'runs on',
}
const hears = {
  reporters: 'the reporter and those who joined',
  responsible: 'the unit now responsible',
  previous: 'the unit before',
}

const heads = [
  ...['Act', 'What the timeline says', 'From', 'To', 'Who may'],
  ...['Responsible then', 'Deadline that starts', 'Who hears'],
]

/** The chapter of one kind, in Markdown. */
async function chapter({ life, file, rules, labels, begins: [act, first], besides }) {
  const { [rules]: kind } = await bundleAndImport(file, `dist/tools/${rules}.mjs`)
  const state = named(labels)
  const actors = ({ who: names, levels: held, reopensLeft, named: hasName }) =>
    withConditions(list(who, names), [
      held && `while with: ${list(levels, held)}`,
      reopensLeft === true && `reopened fewer than ${kind.maxReopens} times`,
      reopensLeft === false && `reopened ${kind.maxReopens} times or more`,
      hasName && 'reported with a name',
    ])
  const story = (step) =>
    kind.story({
      act: step.act,
      state: step.to,
      actor: '经办单位',
      responsible: { level: 'street', name: '责任单位' },
    })
  const drawn = diagram({
    labels,
    begins: [`  [*] --> ${first}: ${act}`],
    steps: kind.steps,
    ends: kind.closed.map((name) => `  ${name} --> [*]`),
  })

  return `# ${life}

Written by \`npm run docs:states\` from \`${file}\`, which the server goes by; a test fails when the two
differ. Steps that leave the state as it is are in the table alone.

${drawn}

Something is owed in ${kind.owed.map(state).join(', ')}. Nothing is owed any more in ${kind.closed.map(state).join(', ')}.

${besides}

${table(kind.steps, heads, { labels, story, actors, goesTo, deadlines, hears })}
`
}

const chapters = []
for (const kind of kinds) chapters.push(await chapter(kind))
const page = `${chapters.join('\n')}
${await topicPage()}`

fs.writeFileSync(target, page)
console.log(`${kinds.length} kinds of items and the topics written to ${target}`)
