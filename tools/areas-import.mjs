// npm run areas:import -- <files> --system gcj02|wgs84|cgcs2000 --starts YYYY-MM-DD: checks a city's grids, buildings
// and households as the city holds them, and loads them when nothing is wrong. See local/areas/options.ts.
import { bundleAndImport } from './bundle.mjs'

process.setSourceMapsEnabled(true)
const { main } = await bundleAndImport('local/areas/main.ts', 'dist/tools/areas-import.mjs')
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error.name === 'CityInUse' ? error.message : error)
  process.exitCode = 1
}
