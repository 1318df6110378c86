// npm run areas:build -- <geojson files> --system gcj02|wgs84|cgcs2000 --starts YYYY-MM-DD [--out folder], or --demo:
// compiles grid outlines into one binary, and writes the documents to import. See local/areas/build.ts.
import { bundleAndImport } from './bundle.mjs'

process.setSourceMapsEnabled(true)
const { main } = await bundleAndImport('local/areas/build.ts', 'dist/tools/areas-build.mjs')
process.exitCode = main(process.argv.slice(2))
