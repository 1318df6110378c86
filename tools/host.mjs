// npm run host: the local host alone. See local/main.ts for its environment.
import { bundleAndImport } from './bundle.mjs'

process.setSourceMapsEnabled(true)
const { main } = await bundleAndImport('local/main.ts', 'dist/local/host.mjs')
try {
  await main()
} catch (error) {
  if (error.code === 'EADDRINUSE') console.error(`Port ${error.port} is taken; set PORT to another one.`)
  else console.error(error.name === 'CityInUse' ? error.message : error)
  process.exit(1)
}
