import type { MediationMatter } from '@contract/mediation'

/** What belongs to each matter, in a resident's words. */
export const matterHints: Record<MediationMatter, string> = {
  neighbours: '吵架、占用楼道、共用的地方',
  family: '夫妻、父母子女、赡养、继承',
  property: '和物业公司之间的事',
  parking: '车位、堵路、刮碰',
  noise: '装修、半夜吵闹、跳舞音乐',
  leak: '楼上漏水、管道、墙皮',
  pets: '叫声、咬人、粪便',
  wages: '拖欠工钱、工伤',
  consumer: '买东西、办卡、退钱',
  other: '不知道算哪一类，就选这个',
}
