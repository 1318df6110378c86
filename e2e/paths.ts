import path from 'node:path'

/** The project; everything here is run from its root. */
export const root = process.cwd()

const dist = (...parts: string[]) => path.join(root, 'dist', ...parts)

export const paths = {
  weapp: dist('weapp'),
  /** The WeChat build as a page, see weapp-host. */
  weappPage: dist('e2e', 'weapp'),
  shots: dist('shots'),
  result: dist('e2e.json'),
}
