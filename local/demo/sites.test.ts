import * as v from 'valibot'
import { ageOn, dateOf } from '../../cloudfunctions/booking/days.rules'
import { gapsIn, turnsBetween } from '../../cloudfunctions/booking/roster.rules'
import { settingsWrong } from '../../cloudfunctions/booking/settings.rules'
import { contract } from '../../cloudfunctions/contract'
import { diets, serviceKinds } from '../../cloudfunctions/contract/booking'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { buildDemoCity, demoSeed } from './city'
import { namedCommunities } from './named'

const now = '2026-11-23T02:00:00.000Z'
const today = dateOf(now)
const { docs, personas } = buildDemoCity({ seed: demoSeed, now })
const {
  sites = [],
  services = [],
  menus = [],
  rosters = [],
  shifts = [],
  patrons = [],
  proxies = [],
  roles = [],
} = docs

test('every named community has a site with staff, and every service is listed by its site', () => {
  for (const { id } of namedCommunities) expect(sites.some(({ area }) => area.communityId === id)).toBe(true)
  for (const site of sites) {
    expect(roles.some(({ role, areaId }) => role === 'siteStaff' && areaId === site.id)).toBe(true)
    expect(services.filter(({ siteId }) => siteId === site.id).map(({ id }) => id)).toEqual(site.services)
  }
})

test('two communities have all ten kinds together, one of them two canteens', () => {
  const kindsIn = (keys: string[]) =>
    services
      .filter(({ area }) => namedCommunities.some(({ id, key }) => id === area.communityId && keys.includes(key)))
      .map(({ kind }) => kind)
  expect(new Set(kindsIn(['zhongxing', 'meili']))).toEqual(new Set(Object.keys(serviceKinds)))
  expect(kindsIn(['zhongxing']).filter((kind) => kind === 'canteen')).toHaveLength(2)
})

test('every service is as its site could have set it', () => {
  for (const service of services) {
    const { id: _, siteName: _n, at: _a, area: _r, ...rest } = service
    const settings = Object.fromEntries(Object.entries(rest).filter(([key]) => !/^open[A-Z]/.test(key)))
    expect([service.id, v.safeParse(contract['booking.editService'].request, settings).issues]).toEqual([
      service.id,
      undefined,
    ])
    expect([service.id, settingsWrong(service.kind, service)]).toEqual([service.id, undefined])
    expect(service.openCommunity).toBe(service.area.communityId)
  }
})

test('each canteen has a menu for lunch and supper of two weeks, with something for every diet', () => {
  const canteens = services.filter(({ kind }) => kind === 'canteen')
  expect(menus).toHaveLength(canteens.length * 14 * 2)
  expect(menus.map(({ date }) => date).sort()[0]).toBe(today)
  for (const { dishes } of menus) {
    const served = new Set(dishes.flatMap((one) => one.diets))
    expect(Object.keys(diets).filter((diet) => !served.has(diet as never))).toEqual([])
    expect(new Set(dishes.map(({ id }) => id)).size).toBe(dishes.length)
  }
})

test('three counsellors take turns fairly, and one turn about ten days ahead is empty', () => {
  const [roster] = rosters
  expect(roster.counsellors).toHaveLength(3)
  const taken = shifts.flatMap(({ counsellorId, startsAt, endsAt }) =>
    counsellorId ? [{ counsellorId, startsAt, endsAt }] : [],
  )
  const gaps = gapsIn(turnsBetween(roster.id, roster.templates, today, '2026-12-07'), taken, now)
  expect(gaps).toHaveLength(1)
  expect(gaps[0].startsAt > plusHours(now, 9 * 24) && gaps[0].startsAt < plusHours(now, 13 * 24)).toBe(true)
  const turns = roster.counsellors.map(({ personId }) => taken.filter((one) => one.counsellorId === personId).length)
  expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1)
})

test('the ages that matter, a child with those who may fetch it, and an elder with a phone alone are there', () => {
  const ageOf = (id: string) => ageOn(patrons.find((card) => card.id === id)?.birthday ?? '', today)
  expect(['59', '60', '70', '80', 'leap'].map((who) => ageOf(`aged-${who}-zhongxing`))).toEqual([59, 60, 70, 80, 70])
  expect(patrons.find(({ id }) => id === 'child-zhongxing-1')).toMatchObject({
    guardianId: 'guardian-zhongxing',
    fetchers: [{ relation: '外婆' }, { relation: '父亲' }],
  })
  const elder = patrons.find(({ kind }) => kind === 'elder')
  expect(elder).toMatchObject({ registeredBy: { personId: 'grid-zhongxing-1' } })
  expect(proxies.map(({ id }) => id)).toContain(`${elder?.id}:neighbour-zhongxing`)
  expect(personas.map(({ id }) => id)).toContain('neighbour-zhongxing')
})
