import type { ServiceKind } from '@contract/booking-words'
import type { IconName } from '@/ui'

/** What each kind is for, in a resident's words. */
export const kindHints: Record<ServiceKind, string> = {
  canteen: '吃饭、送餐到家',
  childcare: '放学后、假期有人看',
  counselling: '和咨询师说说话',
  dayCare: '白天有人照料',
  rehabilitation: '康复训练、量血压',
  familyDoctor: '签约家庭医生',
  legalClinic: '免费问律师',
  swapStation: '旧物换新用',
  loveStation: '骑手、快递员歇脚',
  agentService: '帮您办证、跑腿',
}

export const kindIcons: Record<ServiceKind, IconName> = {
  canteen: 'bowl',
  childcare: 'child',
  counselling: 'talk',
  dayCare: 'sun',
  rehabilitation: 'pulse',
  familyDoctor: 'doctor',
  legalClinic: 'scales',
  swapStation: 'swap',
  loveStation: 'heart',
  agentService: 'list',
}
