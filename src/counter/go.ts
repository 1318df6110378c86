import Taro from '@tarojs/taro'

const page = (name: string, query: Record<string, string | undefined> = {}) => {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
  )
  return `/counter/pages/${name}/index${given.length > 0 ? `?${given.join('&')}` : ''}`
}
const open = (url: string) => void Taro.navigateTo({ url })

/** Where the pages of this subpackage lead. */
export const go = {
  day: (site: string) => open(page('day', { site })),
  rounds: (site?: string) => open(page('rounds', { site })),
  roster: (service: string) => open(page('roster', { service })),
  talks: () => open(page('talks')),
  crisis: () => open(page('crisis')),
  elder: (site?: string) => open(page('elder', { site })),
  site: (query: { id?: string; area?: string }) => open(page('site', query)),
  service: (query: { id?: string; site?: string }) => open(page('service', query)),
  slots: (service: string) => open(page('slots', { service })),
  hours: (service: string, date: string) => open(page('hours', { service, date })),
  menu: (service: string) => open(page('menu', { service })),
  pauses: (service: string) => open(page('pauses', { service })),
  calendar: () => open(page('calendar')),
  /** Books for somebody at the counter: at the staff's own site, or wherever there is something. */
  bookFor: (guest: string, guestName: string, site?: string) => {
    const whom = `guest=${encodeURIComponent(guest)}&guestName=${encodeURIComponent(guestName)}`
    open(site ? `/booking/pages/site/index?id=${site}&${whom}` : `/booking/pages/kinds/index?${whom}`)
  },
  proxyFor: (patron: string, name: string) =>
    open(`/booking/pages/proxy/index?patron=${encodeURIComponent(patron)}&name=${encodeURIComponent(name)}`),
  back: () => void Taro.navigateBack(),
}
