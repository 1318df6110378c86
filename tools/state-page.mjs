// What the chapters of the page of states have in common: words, the diagram of a table, its rows.

/** The words for `key`; a key that this page has none for must not pass in silence. */
export function say(words, key) {
  if (!(key in words)) throw new Error(`no words for ${key}`)
  return words[key]
}
export const list = (words, keys) => keys.map((key) => say(words, key)).join(', ')

/** `held 待楼长审核`: a state as the page names it. */
export const named = (labels) => (state) => `${state} ${say(labels, state)}`

/** `from --> to: acts`, one arrow for all acts between two states; steps that leave the state as it is draw none. */
function arrows(steps) {
  const acts = new Map()
  for (const { act, from, to } of steps)
    for (const start of from) {
      const between = `${start} --> ${to}`
      if (to !== 'same') acts.set(between, (acts.get(between) ?? new Set()).add(act))
    }
  return [...acts].map(([between, names]) => `  ${between}: ${[...names].join(', ')}`)
}

/** The diagram. `begins` and `ends` are lines of their own. */
export const diagram = ({ labels, begins, steps, ends }) => `\`\`\`mermaid
stateDiagram-v2
${Object.keys(labels)
  .map((state) => `  state "${named(labels)(state)}" as ${state}`)
  .join('\n')}
${[...begins, ...arrows(steps), ...ends].join('\n')}
\`\`\``

/** The table under its heads. `story` and `actors` say of a step what they are called after, the others are words by key. */
export function table(steps, heads, { labels, story, actors, goesTo, deadlines, hears }) {
  const row = (step) => [
    `\`${step.act}\``,
    story(step),
    step.from.map(named(labels)).join('<br>'),
    step.to === 'same' ? 'the same' : named(labels)(step.to),
    actors(step),
    say(goesTo, step.move),
    say(deadlines, step.deadline),
    step.tell.length > 0 ? list(hears, step.tell) : 'nobody',
  ]
  const lines = [heads, heads.map(() => '---'), ...steps.map(row)]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Whoever `who` names, and while what holds. */
export const withConditions = (who, conditions) => {
  const all = conditions.filter(Boolean)
  return all.length > 0 ? `${who} (${all.join('; ')})` : who
}
