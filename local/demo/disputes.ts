import type { Answer, Outcome } from '../../cloudfunctions/contract'
import type { MediationMatter } from '../../cloudfunctions/contract/mediation'
import { pipeline } from '../../cloudfunctions/kernel/pipeline'
import type { Ports } from '../../cloudfunctions/kernel/ports'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { allActions } from '../actions'
import type { TaleClock } from './items'
import type { Persona } from './people'

/** What some residents of the demo city have asked its mediators for. Nobody in it is real. */
interface Dispute {
  /** Persona ids of whoever asks and whoever mediates. */
  by: string
  mediator: string
  hoursAgo: number
  matter: MediationMatter
  description: string
  otherSide?: string
  wish?: string
  /** What the mediator, or whoever asked, did then: hours before now, the action, its words. */
  deeds: readonly (readonly [hoursAgo: number, act: string, words?: object])[]
}

const disputes: readonly Dispute[] = [
  {
    by: 'resident-zhongxing-1',
    mediator: 'mediator-zhongxing',
    hoursAgo: 5,
    matter: 'noise',
    description: '楼上半夜拖桌子、孩子跑跳，老人睡不好，上去说过三次，好两天又照旧。',
    otherSide: '楼上的住户',
    wish: '晚上十点以后安静些，桌脚垫上垫子',
    deeds: [],
  },
  {
    by: 'resident-zhongxing-2',
    mediator: 'mediator-zhongxing',
    hoursAgo: 50,
    matter: 'leak',
    description: '卫生间顶棚一直滴水，墙皮掉了一片。楼上说不是他家漏的，一直没修。',
    otherSide: '楼上的住户',
    wish: '找人查清楚是哪里漏的，修好，墙面该谁赔谁赔',
    deeds: [
      [46, 'accept'],
      [28, 'progress', { note: '已约双方和物业周六上午十点一起上门查漏水点，请留人在家。' }],
    ],
  },
  {
    by: 'resident-meili-1',
    mediator: 'mediator-meili',
    hoursAgo: 75,
    matter: 'parking',
    description: '邻居的车总停在我家车库门口，出不来，打电话也不接，前天吵了一架。',
    wish: '不要再堵车库门',
    deeds: [
      [70, 'accept'],
      [24, 'settle', { result: '对方不再停在车库门前，临时停靠时在车上留电话，随叫随挪。' }],
    ],
  },
]

/**
 * Lets the demo people ask for mediation and be mediated, by the same actions as anybody's. `clock` is the one in
 * `ports`; it ends at `now`.
 */
export async function demoDisputes(ports: Ports, clock: TaleClock, personas: readonly Persona[], now: string) {
  const { store } = ports
  const dispatch = pipeline(allActions, ports, { rateFactor: 1000 })
  const homeOf = (id: string) => personas.find((persona) => persona.id === id)?.buildingId

  async function call<T>(who: string, name: string, input: object): Promise<T> {
    const person = await store.get('people', who)
    const outcome = (await dispatch(
      { name, input },
      person && { personId: person.id, openid: person.openid },
    )) as Outcome<T>
    if (outcome.ok) return outcome.value
    throw new Error(`${name} by ${who} in the demo city: ${JSON.stringify(outcome.error)}`)
  }

  for (const { by, mediator, hoursAgo, deeds, ...words } of disputes) {
    clock.set(plusHours(now, -hoursAgo))
    const request = { ...words, buildingId: homeOf(by) }
    const { itemId } = await call<Answer<'mediation.request'>>(by, 'mediation.request', request)
    for (const [version, [at, act, input]] of deeds.entries()) {
      clock.set(plusHours(now, -at))
      await call(mediator, `mediation.${act}`, { itemId, version: version + 1, ...input })
    }
  }
  clock.set(now)
}
