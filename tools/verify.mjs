// npm run verify -- <file> [--code <inclusion code>] [--head <head>] [--named <file>]: checks the ballot file of a closed
// poll and counts it anew, with the very rules that the city counted by. <file> is the file as the app saves it, an answer
// of deliberation.ballotBox as the door gave it, or a list of its pages. --head takes the number that everybody was told at the close; --named the ballots of a named poll, for its
// two counters.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import * as v from 'valibot'
import { bundleAndImport } from './bundle.mjs'

const usage = 'npm run verify -- <file> [--code <inclusion code>] [--head <head>] [--named <file>]'

/** Ends the program with a sentence. */
function stop(sentence, status) {
  console.error(sentence)
  process.exit(status)
}

function readArguments([file, ...rest]) {
  const given = {}
  for (let i = 0; i < rest.length; i += 2) {
    const name = rest[i].replace(/^--/, '')
    if (!['code', 'head', 'named'].includes(name) || rest[i + 1] === undefined) stop(usage, 2)
    given[name] = rest[i + 1]
  }
  if (file === undefined) stop(usage, 2)
  return { file, ...given }
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    return stop(`${file}: ${error.message}`, 2)
  }
}

/** The file in an answer, with or without the envelope round it. */
const unwrapped = (content) => content?.value?.file ?? content?.file ?? content

/** One file of its pages; each list goes on where the page before ended. */
function joined(pages) {
  const [first] = pages
  const lists = ['tags', 'ballots', 'commitments'].filter((list) => first[list] !== undefined)
  return { ...first, ...Object.fromEntries(lists.map((list) => [list, pages.flatMap((page) => page?.[list] ?? [])])) }
}

const { file: path, code, head, named } = readArguments(process.argv.slice(2))
const { verify } = await bundleAndImport('cloudfunctions/deliberation/chain.rules.ts', 'dist/tools/chain-rules.mjs')
const { ballotFile } = await bundleAndImport('cloudfunctions/contract/deliberation.ts', 'dist/tools/deliberation.mjs')

const content = readJson(path)
const pages = Array.isArray(content) ? content.map(unwrapped) : [unwrapped(content)]
const parsed = v.safeParse(ballotFile, pages[0] ? joined(pages) : content)
if (!parsed.success) stop(`${path} is no ballot file: ${v.getDotPath(parsed.issues[0]) ?? ''}`, 2)
const file = parsed.output
const hash = (text) => createHash('sha256').update(text).digest('hex')
const held = { code: code?.replace(/\D/g, ''), head, named: named && readJson(named) }
const verdict = verify(hash, file, held)

console.log(file.question)
for (const sentence of file.outcome.sentences) console.log(`  ${sentence}`)
console.log(`选票 ${file.tags.length} 张，名册 ${file.roll.heads}，校验值 ${file.head}`)
if (!verdict.ok) stop(`不符：${verdict.fault}`, 1)
console.log(file.ballots || held.named ? '相符：逐张重新计票，结果相同。' : '相符：没有选票被改动、去掉或添加。')
if (code) console.log('您的选票在票箱里。')
if (!head) console.log('请与投票结束时消息里的校验值核对，两者应相同。')
