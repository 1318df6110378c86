import { dateOf, instantOf, plusDays } from '../../cloudfunctions/booking/days.rules'
import type { ActionName, Answer, Outcome, Request } from '../../cloudfunctions/contract'
import type { Eating, ServiceKind } from '../../cloudfunctions/contract/booking'
import { pipeline } from '../../cloudfunctions/kernel/pipeline'
import type { Ports } from '../../cloudfunctions/kernel/ports'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { allActions } from '../actions'
import type { TaleClock } from './items'

/** Hours before now at which everybody booked. */
const bookedBefore = 26

const siteId = '210202012004-s1'
const staff = 'site-zhongxing-1'

/** Who eats at the canteen today and tomorrow: by whom it was booked, for whom, and where it is eaten. */
const meals: { by: string; for?: string; eating: Eating }[] = [
  { by: 'aged-60-zhongxing', eating: 'here' },
  { by: 'aged-70-zhongxing', eating: 'here' },
  { by: 'aged-leap-zhongxing', eating: 'delivery' },
  { by: 'neighbour-zhongxing', for: 'aged-80-zhongxing', eating: 'delivery' },
  { by: 'neighbour-zhongxing', for: 'elder-zhongxing-1', eating: 'delivery' },
  { by: 'aged-59-zhongxing', eating: 'here' },
]

/**
 * Lets the demo people book what they come for today and tomorrow, by the same actions as anybody's, and the counter
 * check in who should be there by now. `clock` is the one in `ports`; it ends at `now`. Without the holidays of the year
 * nobody can book, and nobody does.
 */
export async function demoVisits(ports: Ports, clock: TaleClock, now: string): Promise<void> {
  const dispatch = pipeline(allActions, ports, { rateFactor: 1000 })
  const today = dateOf(now)

  async function call<N extends ActionName>(who: string, name: N, input: Request<N>): Promise<Answer<N>> {
    const outcome = (await dispatch({ name, input }, { personId: who, openid: `demo-${who}` })) as Outcome<Answer<N>>
    if (outcome.ok) return outcome.value
    throw new Error(`${name} by ${who} in the demo city: ${JSON.stringify(outcome.error)}`)
  }

  /** The slots of the next days, the first of them first; none where the year is not known. */
  async function slotsOf(kind: ServiceKind, from: string, to: string) {
    const input = { serviceId: `${siteId}-${kind}`, from, to }
    const outcome = (await dispatch({ name: 'booking.slots', input })) as Outcome<Answer<'booking.slots'>>
    if (outcome.ok) return outcome.value.slots
    if (outcome.error.code === 'UNAVAILABLE') return []
    throw new Error(`booking.slots in the demo city: ${JSON.stringify(outcome.error)}`)
  }

  async function eat() {
    const serviceId = `${siteId}-canteen`
    const lunches = (await slotsOf('canteen', today, plusDays(today, 1))).filter(({ mealTime }) => mealTime === 'lunch')
    const { menus } = await call(staff, 'booking.menu', { serviceId, from: today, to: plusDays(today, 1) })
    for (const { slotId, date, startsAt } of lunches) {
      clock.set(plusHours(now, -bookedBefore))
      const dishes = menus.find((menu) => menu.date === date && menu.mealTime === 'lunch')?.dishes ?? []
      const codes: string[] = []
      for (const [i, { by, for: forPersonId, eating }] of meals.entries()) {
        const meal = { eating, dishes: [{ dishId: dishes[i % dishes.length].id, portions: 1 }] }
        const { code } = await call(by, 'booking.book', { slotId, forPersonId, meal })
        if (eating === 'here') codes.push(code)
      }
      // The last is late: the counter has still to say whether they come
      const there = plusHours(startsAt, 0.25)
      clock.set(there)
      if (there < now) for (const code of codes.slice(0, -1)) await call(staff, 'booking.checkIn', { code })
    }
  }

  async function bookOthers() {
    clock.set(plusHours(now, -bookedBefore))
    const [from, to] = [plusDays(today, 1), plusDays(today, 7)]
    const [school] = (await slotsOf('childcare', from, to)).filter(
      ({ startsAt }) => startsAt > instantOf(from, '16:00'),
    )
    const [clinic] = await slotsOf('legalClinic', from, to)
    const [appointment] = await slotsOf('counselling', from, to)
    if (!school || !clinic || !appointment) return
    const child = { slotId: school.slotId, forPersonId: 'child-zhongxing-1', answers: { medicine: '否' } }
    await call('guardian-zhongxing', 'booking.book', child)
    // The clinic is full, and somebody waits
    const matter = { slotId: clinic.slotId, answers: { matter: '邻里纠纷' } }
    for (const who of ['resident-zhongxing-2', 'captain-zhongxing-1']) await call(who, 'booking.book', matter)
    await call('neighbour-zhongxing', 'booking.joinWaitlist', matter)
    await call('resident-zhongxing-3', 'booking.book', { slotId: appointment.slotId, chosenName: '晴天' })
  }

  /** A little while ago, so that the grid has still to take it on. */
  async function sendForMedicine() {
    clock.set(plusHours(now, -2))
    const [errand] = await slotsOf('agentService', plusDays(today, 1), plusDays(today, 7))
    if (!errand) return
    const input = { slotId: errand.slotId, forPersonId: 'elder-zhongxing-1', answers: { errand: '代取降压药' } }
    await call('neighbour-zhongxing', 'booking.book', input)
  }

  await eat()
  await bookOthers()
  await sendForMedicine()
  clock.set(now)
}
