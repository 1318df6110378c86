// Bundles one TypeScript entry for Node; packages stay in node_modules.
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Bundles `entry` to `outfile` and imports it into this process. */
export async function bundleAndImport(entry, outfile) {
  // Another process may be importing the one before: the new one takes its place whole
  const draft = `${outfile}.${process.pid}`
  await build({
    entryPoints: [entry],
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  fs.renameSync(draft, outfile)
  return import(pathToFileURL(path.resolve(outfile)).href)
}
