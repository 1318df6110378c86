import Taro from '@tarojs/taro'

type Query = Record<string, string | undefined>

/** A page of bookings, with what is given of its query. */
const page = (name: string, query: Query = {}) => {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
  )
  return `/booking/pages/${name}/index${given.length > 0 ? `?${given.join('&')}` : ''}`
}
const open = (url: string) => void Taro.navigateTo({ url })

/** For whom staff book at the counter; nobody where a resident books. */
export interface Guest {
  guest?: string
  guestName?: string
}

/** Where the pages of this subpackage lead. */
export const go = {
  home: () => void Taro.switchTab({ url: '/pages/home/index' }),
  kinds: () => open(page('kinds')),
  sites: (kind: string, guest: Guest) => open(page('sites', { kind, ...guest })),
  site: (id: string, query: Guest & { kind?: string }) => open(page('site', { id, ...query })),
  service: (id: string, query: Guest & { kind?: string; change?: string; again?: string } = {}) =>
    open(page('service', { id, ...query })),
  book: (query: Guest & { service: string; slot: string; date: string; kind?: string; again?: string }) =>
    open(page('book', { ...query })),
  booking: (id: string, kind?: string) => open(page('booking', { id, kind })),
  /** In place of the form that made it. */
  booked: (id: string, query: { kind?: string; handover?: string } = {}) =>
    void Taro.redirectTo({ url: page('booking', { id, done: '1', ...query }) }),
  mine: () => open(page('mine')),
  /** In place of the form that joined the line. */
  waiting: () => void Taro.redirectTo({ url: page('mine') }),
  people: () => open(page('people')),
  card: (query: { id?: string; kind?: 'self' | 'child' }) => open(page('card', { ...query })),
  proxy: () => open(page('proxy')),
  /** What the grid does about a booking. */
  item: (id: string) => open(`/hazard/pages/item/index?id=${id}`),
  /** For those who look after the site. */
  settings: (siteId: string) => open(`/counter/pages/site/index?id=${siteId}`),
  back: () => void Taro.navigateBack(),
}

/** What a page was opened with. WeChat hands it on as it stands in the address, a browser already read. */
export function decoded(value: string | undefined): string | undefined {
  if (!value) return undefined
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
