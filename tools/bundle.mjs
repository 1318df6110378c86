// Bundles one TypeScript entry for Node; packages stay in node_modules.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Bundles `entry` to `outfile` and imports it into this process. */
export async function bundleAndImport(entry, outfile) {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
  return import(pathToFileURL(path.resolve(outfile)).href)
}
