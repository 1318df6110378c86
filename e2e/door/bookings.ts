import type { Other, Spot } from './others'

/** Whoever may set what a site is and offers. */
const managers = ['siteStaff', 'communityStaff', 'streetStaff', 'districtStaff', 'cityStaff'] as const
const keepers = ['siteStaff', 'gridWorker', 'communityStaff'] as const
const counter = ['siteStaff', 'counsellor'] as const
const carriers = ['siteStaff', 'volunteer'] as const

const day = '2026-11-24'
const days = { from: day, to: day }
const window = { id: 'w1', on: 'everyDay', weekdays: [], start: '11:00', end: '12:30', places: 2, mealTime: 'lunch' }
const meal = {
  eating: 'delivery',
  dishes: [{ dishId: 'rice', portions: 1 }],
  diets: ['soft'],
  allergies: ['egg'],
  buildingId: 'nothing',
  unit: '1-101',
  note: '不要辣',
}
const wish = { slotId: `nothing.${day}.w1`, forPersonId: 'nothing', answers: { topic: '好' }, meal, chosenName: '小雨' }
const card = {
  name: '演示老人',
  birthday: '1950-02-28',
  diets: ['soft'],
  allergies: ['egg'],
  emergencyName: '演示家属',
  emergencyPhone: '13000000002',
}
const fetcher = { name: '演示家属', phone: '13000000003', relation: '外婆' }

/** The actions of bookings, each with an input that is well-formed and about nothing that exists. */
export const bookingCalls = ({ own, point }: Spot): Record<string, Other> => ({
  'booking.sites': { callers: 'anyone', input: { kind: 'canteen', near: point, areaId: own.gridId } },
  'booking.site': { callers: 'anyone', input: { siteId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.service': { callers: 'anyone', input: { serviceId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.slots': {
    callers: 'anyone',
    input: { serviceId: 'nothing', ...days, forPersonId: 'nothing' },
    told: 'NOT_FOUND',
  },
  'booking.menu': { callers: 'anyone', input: { serviceId: 'nothing', ...days }, told: 'NOT_FOUND' },
  'booking.book': { callers: 'signedIn', input: wish, told: 'NOT_FOUND' },
  'booking.cancel': {
    callers: 'signedIn',
    input: { bookingId: 'nothing', reason: '有事去不了' },
    told: 'NOT_FOUND',
  },
  'booking.change': {
    callers: 'signedIn',
    input: { bookingId: 'nothing', slotId: wish.slotId },
    told: 'NOT_FOUND',
  },
  'booking.joinWaitlist': { callers: 'signedIn', input: wish, told: 'NOT_FOUND' },
  'booking.leaveWaitlist': { callers: 'signedIn', input: { waitId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.acceptOffer': { callers: 'signedIn', input: { offerId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.mine': { callers: 'signedIn', input: { scope: 'past' } },
  'booking.get': { callers: 'signedIn', input: { bookingId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.renewPickupCode': { callers: 'signedIn', input: { bookingId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.patrons': { callers: 'signedIn', input: {} },
  'booking.savePatron': {
    callers: 'signedIn',
    input: { ...card, kind: 'child', patronId: 'nothing', version: 1, fetchers: [fetcher] },
    told: 'NOT_FOUND',
  },
  'booking.registerElder': {
    callers: keepers,
    input: { ...card, phone: '13000000004', buildingId: 'nothing', unit: '1-101' },
    told: 'INVALID',
  },
  'booking.findPatron': { callers: keepers, input: { phone: '13999999999' } },
  'booking.verifyPatron': {
    callers: ['siteStaff', 'communityStaff'],
    input: { patronId: 'nothing', idNumber: '11010519491231002X' },
    told: 'NOT_FOUND',
  },
  'booking.grantProxy': {
    callers: 'signedIn',
    input: { personId: 'nothing', scope: ['canteen'], until: '2020-01-01' },
    told: 'INVALID',
  },
  'booking.acceptProxy': { callers: 'signedIn', input: { code: '00000000' }, told: 'INVALID' },
  'booking.revokeProxy': { callers: 'signedIn', input: { proxyId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.proxies': { callers: 'signedIn', input: {} },
  'booking.checkIn': { callers: counter, input: { bookingId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.checkOut': { callers: counter, input: { code: '000000', pickupCode: '000000' }, told: 'NOT_FOUND' },
  'booking.noShow': { callers: counter, input: { bookingId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.pauses': { callers: managers, input: { serviceId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.liftPause': { callers: managers, input: { pauseId: 'nothing', reason: '住院了' }, told: 'NOT_FOUND' },
  'booking.dayList': {
    callers: ['siteStaff'],
    input: { siteId: 'nothing', date: day, phoneTail: '0000' },
    told: 'NOT_FOUND',
  },
  'booking.rounds': { callers: carriers, input: { siteId: 'nothing', date: day }, told: 'FORBIDDEN' },
  'booking.takeRound': { callers: carriers, input: { roundId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.dropRound': { callers: carriers, input: { roundId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.deliver': { callers: carriers, input: { bookingId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.editSite': {
    callers: managers,
    input: {
      siteId: 'nothing',
      version: 1,
      areaId: own.gridId,
      name: '演示站点',
      address: '中兴街1号',
      phone: '0411-0000',
      hours: '8:00 到 20:00',
      notice: '周日休息',
      point,
      open: true,
    },
    told: 'NOT_FOUND',
  },
  'booking.editService': {
    callers: managers,
    input: {
      serviceId: 'nothing',
      version: 1,
      siteId: 'nothing',
      kind: 'canteen',
      name: '老年食堂',
      hint: '中午有饭',
      advice: '带上老年卡',
      open: true,
      windows: [window],
      exceptions: [{ date: day, windows: [window], note: '重阳节' }],
      who: { minAge: 60, maxAge: 120, within: 'community', confirmedHome: true },
      daysAhead: 7,
      closeMinutes: 60,
      cancelMinutes: 60,
      mostAhead: 7,
      questions: [{ id: 'how', label: '怎么来', kind: 'choice', options: ['走路', '坐车'], required: true }],
      priceCents: 1200,
      subsidies: [{ fromAge: 60, cents: 300 }],
      deliversHome: true,
      tellsGrid: false,
      gridSeesAnswers: false,
      during: ['canteen'],
    },
    told: 'NOT_FOUND',
  },
  'booking.editSlot': {
    callers: managers,
    input: { slotId: wish.slotId, places: 3, closed: true, reason: '停电' },
    told: 'NOT_FOUND',
  },
  'booking.editMenu': {
    callers: managers,
    input: {
      serviceId: 'nothing',
      date: day,
      mealTime: 'lunch',
      version: 1,
      dishes: [{ id: 'rice', name: '米饭', cents: 0, diets: ['soft'], allergens: ['wheat'] }],
    },
    told: 'NOT_FOUND',
  },
  'booking.editCalendar': {
    callers: ['cityStaff'],
    input: { year: 2027, version: 999, holidays: ['2027-01-01'], workdays: ['2027-01-03'], source: '演示安排' },
    told: 'CONFLICT',
  },
  'booking.calendar': { callers: ['cityStaff'], input: { year: 2027 } },
  'booking.editDay': {
    callers: managers,
    input: {
      serviceId: 'nothing',
      version: 1,
      date: day,
      plan: 'special',
      windows: [{ start: '10:00', end: '12:00', places: 3, mealTime: 'lunch', carers: 1 }],
      note: '重阳节',
      reason: '停电',
    },
    told: 'NOT_FOUND',
  },
  'booking.accept': { callers: 'signedIn', input: { itemId: 'nothing', version: 1 }, told: 'NOT_FOUND' },
  'booking.settle': {
    callers: 'signedIn',
    input: { itemId: 'nothing', version: 1, result: '已上门陪同' },
    told: 'NOT_FOUND',
  },
  'booking.reconcile': { callers: managers, input: { siteId: 'nothing', ...days }, told: 'NOT_FOUND' },
  'booking.duty': { callers: 'anyone', input: { serviceId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.roster': {
    callers: [...managers, 'counsellor'],
    input: { serviceId: 'nothing', ...days },
    told: 'NOT_FOUND',
  },
  'booking.editRoster': {
    callers: managers,
    input: {
      serviceId: 'nothing',
      version: 1,
      counsellorIds: ['nothing'],
      templates: [{ id: 't1', weekday: 1, start: '08:00', end: '12:00' }],
      phone: '0411-0000',
    },
    told: 'NOT_FOUND',
  },
  'booking.editShift': {
    callers: managers,
    input: { shiftId: `nothing.${day}.t1`, counsellorId: 'nothing', reason: '请假了' },
    told: 'NOT_FOUND',
  },
  'booking.askSwap': {
    callers: ['counsellor'],
    input: { shiftId: `nothing.${day}.t1`, version: 1, counsellorId: 'nothing', note: '那天有事' },
    told: 'NOT_FOUND',
  },
  'booking.answerSwap': {
    callers: ['counsellor'],
    input: { shiftId: `nothing.${day}.t1`, version: 1, answer: 'agree' },
    told: 'NOT_FOUND',
  },
  'booking.appointments': { callers: ['counsellor'], input: days },
  'booking.note': { callers: ['counsellor'], input: { bookingId: 'nothing' }, told: 'NOT_FOUND' },
  'booking.saveNote': {
    callers: ['counsellor'],
    input: { bookingId: 'nothing', version: 1, text: '谈了一次' },
    told: 'NOT_FOUND',
  },
})
