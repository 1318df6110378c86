import type { RouteRule } from '@contract/area'

/** Why a report went where it went, in a few words of everyday. */
export const routeWords: Record<RouteRule, string> = {
  building: '这栋楼归它管',
  polygon: '这个位置归它管',
  nearest: '位置在网格线外，它离得最近',
  communityDesk: '位置不在网格里，由社区受理',
  streetDesk: '位置不在网格里，由街道受理',
  districtDesk: '位置不在网格里，由区里受理',
}
