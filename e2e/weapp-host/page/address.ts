import type { AppConfig } from '../protocol'

export type Query = Record<string, string>

/** Every page of the app, those of subpackages under their root. */
export const pagesOf = (app: AppConfig) => [
  ...app.pages,
  ...(app.subPackages ?? []).flatMap((sub) => sub.pages.map((page) => `${sub.root.replace(/\/$/, '')}/${page}`)),
]

/** `/pages/home/index?a=1` as path and query. */
export function parseUrl(url: string): { path: string; query: Query } {
  const [path, search = ''] = url.replace(/^\//, '').split('?')
  return { path: path.replace(/\.html$/, ''), query: Object.fromEntries(new URLSearchParams(search)) }
}
