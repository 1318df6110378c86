// Runs cloud functions as WeChat's cloud does: plain Node, one folder each, who calls in the environment.
// Messages in: {id, name, env, event}; out: {id, value} or {id, error}.
import { createRequire } from 'node:module'
import path from 'node:path'

const [folder] = process.argv.slice(2)
const load = createRequire(import.meta.url)

process.on('message', async ({ id, name, env, event }) => {
  try {
    const { main } = load(path.resolve(folder, name, 'index.js'))
    // Calls may overlap: a function asks for its caller before it first waits.
    Object.assign(process.env, env)
    process.send({ id, value: await main(event, {}) })
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) })
  }
})
