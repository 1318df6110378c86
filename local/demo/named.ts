/** The five communities that the city's plan of 2022 names; only they have buildings and people in the demo city. */
export interface NamedCommunity {
  id: string
  /** For the ids of demo people: `grid-zhongxing-3`. */
  key: string
  /** Made-up names that its buildings are numbered under. */
  courtyards: string[]
  /** Whether it has a demo person for every role; the others have those that a report needs. */
  full: boolean
}

export const namedCommunities: NamedCommunity[] = [
  { id: '210202012004', key: 'zhongxing', courtyards: ['和合大院', '中兴街'], full: true },
  { id: '210202011002', key: 'changli', courtyards: ['长利大院', '长利巷'], full: false },
  { id: '210203010006', key: 'linmao', courtyards: ['林茂大院', '林茂巷'], full: false },
  { id: '210211014006', key: 'qingliufang', courtyards: ['清流大院', '清流巷'], full: false },
  { id: '210211014012', key: 'meili', courtyards: ['魅力家园', '魅力巷'], full: true },
]
