// Writes the life of a hazard report and of a topic as a page of the docs, from the state tables that the server goes by.
// Usage: node tools/states.mjs [file to write]
import fs from 'node:fs'
import { bundleAndImport } from './bundle.mjs'
import { topicPage } from './topic-states.mjs'

const [target = 'docs/states.md'] = process.argv.slice(2)
const { hazardRules: kind } = await bundleAndImport('cloudfunctions/hazard/rules.ts', 'dist/tools/hazard-rules.mjs')
const { hazardStates: labels } = await bundleAndImport('cloudfunctions/contract/words.ts', 'dist/tools/words.mjs')
const { confirmHours } = await bundleAndImport('cloudfunctions/kernel/items.ts', 'dist/tools/items.mjs')

/** The state of a new item; its first event is the act `report`. */
const first = 'routed'

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

/** The words for `key`; a key that this page has none for must not pass in silence. */
function say(words, key) {
  if (!(key in words)) throw new Error(`no words for ${key}`)
  return words[key]
}
const list = (words, keys) => keys.map((key) => say(words, key)).join(', ')
const state = (name) => `${name} ${say(labels, name)}`

function conditions({ levels: held, reopensLeft, named }) {
  const all = [
    held && `while with: ${list(levels, held)}`,
    reopensLeft === true && `reopened fewer than ${kind.maxReopens} times`,
    reopensLeft === false && `reopened ${kind.maxReopens} times or more`,
    named && 'reported with a name',
  ]
  return all.filter(Boolean).join('; ')
}

/** Who may take the row, and while what holds. */
function actors(step) {
  const only = conditions(step)
  return only ? `${list(who, step.who)} (${only})` : list(who, step.who)
}

const sentence = ({ act, to }) =>
  kind.story({ act, state: to, actor: '经办单位', responsible: { level: 'street', name: '责任单位' } })

const row = (step) =>
  [
    `\`${step.act}\``,
    sentence(step),
    step.from.map(state).join('<br>'),
    step.to === 'same' ? 'the same' : state(step.to),
    actors(step),
    say(goesTo, step.move),
    say(deadlines, step.deadline),
    step.tell.length > 0 ? list(hears, step.tell) : 'nobody',
  ].join(' | ')

/** `from --> to: acts`, one arrow for all acts between two states. */
function arrows() {
  const acts = new Map()
  for (const { act, from, to } of kind.steps)
    for (const start of from) {
      const between = `${start} --> ${to === 'same' ? start : to}`
      if (to !== 'same') acts.set(between, (acts.get(between) ?? new Set()).add(act))
    }
  return [...acts].map(([between, names]) => `  ${between}: ${[...names].join(', ')}`)
}

const page = `# The life of a hazard report

Written by \`npm run docs:states\` from \`cloudfunctions/hazard/rules.ts\`, which the server goes by; a test fails when the two
differ. Steps that leave the state as it is are in the table alone.

\`\`\`mermaid
stateDiagram-v2
${Object.keys(labels)
  .map((name) => `  state "${state(name)}" as ${name}`)
  .join('\n')}
  [*] --> ${first}: report
${arrows().join('\n')}
${kind.closed.map((name) => `  ${name} --> [*]`).join('\n')}
\`\`\`

Something is owed in ${kind.owed.map(state).join(', ')}. Nothing is owed any more in ${kind.closed.map(state).join(', ')}.

The hours to accept and to solve are the category's own. A quarter before the end of each deadline a warning goes out; a
missed one escalates, up to the city. Who received a report first, or handed it on, stays answerable until somebody
accepts it (首接负责).

| Act | What the timeline says | From | To | Who may | Responsible then | Deadline that starts | Who hears |
| --- | --- | --- | --- | --- | --- | --- | --- |
${kind.steps.map((step) => `| ${row(step)} |`).join('\n')}

${await topicPage()}`

fs.writeFileSync(target, page)
console.log(`${kind.steps.length} rows written to ${target}`)
