import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { roles } from '../../cloudfunctions/contract/account'
import { id } from '../../cloudfunctions/contract/fields'
import type { MessageDoc } from '../../cloudfunctions/kernel/collections'
import { parse } from '../../cloudfunctions/kernel/pipeline'
import type { House } from '../house'

const mostPersonas = 10_000
/** The newest messages of each person. */
const mostMessages = 200

const countSentence = `人数应为 1 到 ${mostPersonas} 的整数`
const crowdBody = v.strictObject({
  count: v.pipe(
    v.number(countSentence),
    v.integer(countSentence),
    v.minValue(1, countSentence),
    v.maxValue(mostPersonas, countSentence),
  ),
  role: v.optional(v.picklist(roles, '没有这个角色')),
  areaId: v.optional(id('区域')),
  buildingId: v.optional(id('楼栋')),
})
const clockBody = v.strictObject({ now: v.string('请填写时间') })

/** What only one machine has: its people, its clock that can be put forward, and a look at the messages sent. */
export function demoRoutes(server: FastifyInstance, { ports, due, personas }: House) {
  server.get('/local/personas', () => personas.list())
  server.post('/local/personas', (request) => personas.add(parse(crowdBody, request.body), ports.clock.now()))

  server.post('/local/clock', async (request) => {
    ports.clock.moveTo(parse(clockBody, request.body).now)
    const done = await due.run()
    return { now: ports.clock.now(), done }
  })

  server.get('/local/outbox', async () => {
    const people = await personas.list()
    const inboxes = await Promise.all(people.map((person) => inboxOf(person.id)))
    return inboxes.flat().sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  })

  async function inboxOf(personId: string) {
    const person = await ports.store.get('people', personId)
    const { rows } = await ports.store.range('messages', 'byPerson', {
      eq: [personId],
      direction: 'desc',
      limit: mostMessages,
    })
    return rows.map((message) => present(message, person?.openid ?? ''))
  }

  /** `sent`: WeChat would have carried it to the phone, besides the inbox. */
  function present({ personId, at, title, body, itemId, template }: MessageDoc, openid: string) {
    return { personId, at, title, body, itemId, template, sent: ports.messages.hasSent({ openid, title, body, at }) }
  }
}
