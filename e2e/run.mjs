// node e2e/run.mjs [journey, h5, weapp, standard, elder …]: plays the journeys on the builds in dist/h5 and dist/weapp.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleAndImport } from '../tools/bundle.mjs'

process.chdir(path.join(path.dirname(fileURLToPath(import.meta.url)), '..'))
process.setSourceMapsEnabled(true)
const { main } = await bundleAndImport('e2e/main.ts', 'dist/e2e/main.mjs')
process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1
