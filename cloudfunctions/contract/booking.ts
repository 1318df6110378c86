import * as v from 'valibot'
import {
  allergenList,
  answers,
  bookingEvent,
  bookingState,
  bookingSummary,
  compoundId,
  dayWindow,
  dietList,
  dish,
  fetcher,
  mealChoice,
  mealTime,
  oneOf,
  patronAnswer,
  serviceAnswer,
  serviceKind,
  serviceSettings,
  siteAnswer,
  slotAnswer,
  waitSummary,
} from './booking-fields'
import { bookingItemContract } from './booking-item'
import {
  dayKinds,
  type ProxyState,
  proxyStates,
  type RoundState,
  roundStates,
  type ShiftSource,
  type SwapState,
  shiftSources,
  swapStates,
} from './booking-words'
import { clockTime, count, cursor, day, id, instant, phone, point, text, version } from './fields'
import { limits } from './limits'

export * from './booking-fields'
export * from './booking-words'

const { booking: most } = limits

const serviceId = id('服务')
const siteId = id('站点')
const slotId = compoundId('时段')
const bookingId = id('预约')
const reason = text('原因', limits.note)
const digits = (label: string, length: number) =>
  v.pipe(
    v.string(`请填写${label}`),
    v.transform((s) => s.replace(/[\s-]/g, '')),
    v.regex(new RegExp(`^\\d{${length}}$`), `${label}是 ${length} 位数字`),
  )
/** What every page of days asks; `to` is inclusive. */
const days = { from: day('开始日期'), to: day('结束日期') }
const editedVersion = v.optional(version)
const edited = v.object({ id: v.string(), version: v.number() })

const booked = v.object({
  bookingId: v.string(),
  itemId: v.optional(v.string()),
  code: v.string(),
  priceCents: v.number(),
  subsidyCents: v.number(),
  state: bookingState,
  /** Text to hand or send to somebody who has only a phone. */
  handover: v.optional(v.string()),
})
const changed = v.object({ bookingId: v.string(), state: bookingState })

const serviceCard = v.object({
  serviceId: v.string(),
  kind: serviceKind,
  name: v.string(),
  hint: v.string(),
  open: v.boolean(),
  priceCents: v.number(),
  /** Places left today in all; absent when it does not open today. */
  leftToday: v.optional(v.number()),
})

const proxy = v.object({
  proxyId: v.string(),
  version: v.number(),
  state: oneOf<ProxyState>(proxyStates),
  /** The other side of it, masked. */
  name: v.string(),
  /** The caller gave it, or received it. */
  side: v.picklist(['given', 'received']),
  patronId: v.string(),
  scope: v.array(serviceKind),
  until: instant,
  /** Who recorded it, where the person has only a phone. */
  recordedBy: v.optional(v.string()),
})

const shift = v.object({
  shiftId: v.string(),
  version: v.number(),
  startsAt: instant,
  endsAt: instant,
  /** Work name of the counsellor; absent in a gap. */
  counsellor: v.optional(v.string()),
  counsellorId: v.optional(v.string()),
  mine: v.boolean(),
  source: v.optional(oneOf<ShiftSource>(shiftSources)),
  swap: v.optional(
    v.object({
      state: oneOf<SwapState>(swapStates),
      from: v.string(),
      to: v.string(),
      toMe: v.boolean(),
      note: v.optional(v.string()),
    }),
  ),
})
const shiftTemplate = v.strictObject({
  id: v.pipe(v.string('缺少班次编号'), v.regex(/^[\w-]{1,12}$/, '班次编号不正确')),
  /** 1 Monday to 7 Sunday. */
  weekday: count('星期', { min: 1, max: 7 }),
  start: clockTime('开始时间'),
  end: clockTime('结束时间'),
})

const round = v.object({
  roundId: v.string(),
  version: v.number(),
  state: oneOf<RoundState>(roundStates),
  siteName: v.string(),
  gridName: v.string(),
  date: v.string(),
  startsAt: instant,
  stops: v.number(),
  takenByMe: v.boolean(),
  takenBy: v.optional(v.string()),
  /** Grouped by building; only for whoever took the round and for the site. */
  buildings: v.array(
    v.object({
      buildingId: v.string(),
      buildingName: v.string(),
      stops: v.array(
        v.object({
          bookingId: v.string(),
          unit: v.string(),
          name: v.string(),
          phone: v.optional(v.string()),
          dishes: v.string(),
          note: v.optional(v.string()),
          state: bookingState,
        }),
      ),
    }),
  ),
})

/** What a resident finds, books and follows. */
const residentContract = {
  /** Sites that offer the kind, nearest first where `near` is given; else those of the area, else of one's own district. */
  'booking.sites': {
    request: v.strictObject({ kind: serviceKind, near: v.optional(point), areaId: v.optional(id('区域')), cursor }),
    answer: v.object({
      sites: v.array(
        v.object({ ...siteAnswer.entries, metres: v.optional(v.number()), services: v.array(serviceCard) }),
      ),
      cursor: v.optional(v.string()),
    }),
  },
  'booking.site': {
    request: v.strictObject({ siteId }),
    answer: v.object({ site: siteAnswer, services: v.array(serviceCard), allowed: v.array(v.string()) }),
  },
  'booking.service': {
    request: v.strictObject({ serviceId }),
    answer: v.object({
      service: serviceAnswer,
      site: siteAnswer,
      /** Names of the actions the caller may take on the service. */
      allowed: v.array(v.string()),
      /** The caller's own pause, explained; at a confidential service with the code by which staff find it. */
      pause: v.optional(v.object({ until: instant, why: v.string(), code: v.optional(v.string()) })),
    }),
  },
  'booking.slots': {
    request: v.strictObject({ serviceId, ...days, forPersonId: v.optional(id('使用人')) }),
    answer: v.object({
      days: v.array(v.object({ date: v.string(), kind: oneOf(dayKinds), note: v.optional(v.string()) })),
      slots: v.array(slotAnswer),
      /** First day whose year has no holiday data yet: from there on nothing can be booked. */
      unknownFrom: v.optional(v.string()),
    }),
  },
  'booking.menu': {
    request: v.strictObject({ serviceId, ...days }),
    answer: v.object({
      menus: v.array(
        v.object({ id: v.string(), version: v.number(), date: v.string(), mealTime, dishes: v.array(dish) }),
      ),
    }),
  },
  'booking.book': {
    request: v.strictObject({
      slotId,
      /** A card (`booking.patrons`) of somebody else: a child, an elder, whoever let the caller book for them. */
      forPersonId: v.optional(id('使用人')),
      answers,
      meal: v.optional(mealChoice),
      /** What a confidential service calls the person. */
      chosenName: v.optional(text('称呼', most.chosenName)),
    }),
    answer: booked,
  },
  'booking.cancel': { request: v.strictObject({ bookingId, reason: v.optional(reason) }), answer: changed },
  'booking.change': { request: v.strictObject({ bookingId, slotId }), answer: booked },
  'booking.joinWaitlist': {
    request: v.strictObject({
      slotId,
      forPersonId: v.optional(id('使用人')),
      answers,
      meal: v.optional(mealChoice),
      chosenName: v.optional(text('称呼', most.chosenName)),
    }),
    answer: v.object({ waitId: v.string(), position: v.number() }),
  },
  /** Also declines an offer: the place goes to the next in line. */
  'booking.leaveWaitlist': {
    request: v.strictObject({ waitId: id('排队') }),
    answer: v.object({ waitId: v.string() }),
  },
  /** `offerId` is the `waitId` of the line. */
  'booking.acceptOffer': { request: v.strictObject({ offerId: id('名额') }), answer: booked },
  'booking.mine': {
    request: v.strictObject({ scope: v.optional(v.picklist(['ahead', 'past'], '没有这个范围'), 'ahead'), cursor }),
    answer: v.object({
      bookings: v.array(bookingSummary),
      /** Lines the person stands in; with `ahead` only. */
      waits: v.array(waitSummary),
      cursor: v.optional(v.string()),
    }),
  },
  'booking.get': {
    request: v.strictObject({ bookingId }),
    answer: v.object({
      booking: bookingSummary,
      site: siteAnswer,
      answers: v.array(v.object({ id: v.string(), label: v.string(), answer: v.string() })),
      meal: v.optional(
        v.object({
          eating: v.string(),
          dishes: v.array(v.object({ dishId: v.string(), name: v.string(), portions: v.number() })),
          diets: dietList,
          allergies: allergenList,
          deliverTo: v.optional(v.string()),
          buildingId: v.optional(v.string()),
          unit: v.optional(v.string()),
          note: v.optional(v.string()),
        }),
      ),
      /** Childcare, to the guardian and only while the child is there. */
      pickupCode: v.optional(v.string()),
      /** What the grid does about it, for the person and their guardian, where the service tells it. */
      itemId: v.optional(v.string()),
      /** Latest instant at which the person may still cancel. */
      cancelUntil: instant,
      events: v.array(bookingEvent),
    }),
  },
  /** A new pick-up code in place of one that somebody else may have seen, or that was tried too often. */
  'booking.renewPickupCode': {
    request: v.strictObject({ bookingId }),
    answer: v.object({ bookingId: v.string(), pickupCode: v.string() }),
  },
}

/** For whom one books, and who may. */
const peopleContract = {
  'booking.patrons': { request: v.strictObject({}), answer: v.object({ patrons: v.array(patronAnswer) }) },
  /** One's own card (without `patronId`), or that of a child; the fields given replace those stored. */
  'booking.savePatron': {
    request: v.strictObject({
      patronId: v.optional(id('使用人')),
      version: editedVersion,
      kind: v.picklist(['self', 'child'], '请选择本人或儿童'),
      name: text('姓名', limits.name),
      birthday: v.optional(day('出生日期')),
      diets: dietList,
      allergies: allergenList,
      emergencyName: v.optional(text('紧急联系人', limits.name)),
      emergencyPhone: v.optional(phone),
      fetchers: v.optional(v.pipe(v.array(fetcher), v.maxLength(most.fetchers, '接送人太多')), []),
    }),
    answer: edited,
  },
  /** An elder who has only a phone, by grid worker or staff; the same phone again finds the same card. */
  'booking.registerElder': {
    request: v.strictObject({
      name: text('姓名', limits.name),
      phone,
      birthday: v.optional(day('出生日期')),
      buildingId: id('楼栋'),
      unit: text('房号', limits.unit),
      diets: dietList,
      allergies: allergenList,
      emergencyName: v.optional(text('紧急联系人', limits.name)),
      emergencyPhone: v.optional(phone),
    }),
    answer: v.object({ patronId: v.string(), version: v.number(), handover: v.string() }),
  },
  /** Staff at the counter: the card behind a phone number, or the card of somebody with a booking there. */
  'booking.findPatron': {
    request: v.strictObject({ phone }),
    answer: v.object({ patrons: v.array(patronAnswer) }),
  },
  /** Staff have seen the identity card. The number is not stored: its birthday is, and a MAC that is unique in the city. */
  'booking.verifyPatron': {
    request: v.strictObject({
      patronId: id('使用人'),
      idNumber: v.pipe(
        v.string('请填写身份证号'),
        v.trim(),
        v.toUpperCase(),
        v.regex(/^\d{17}[\dX]$/, '身份证号不正确'),
      ),
    }),
    answer: edited,
  },
  'booking.grantProxy': {
    request: v.pipe(
      v.strictObject({
        personId: v.optional(id('代约人')),
        phone: v.optional(phone),
        /** Staff and grid workers record it for an elder who has only a phone. */
        patronId: v.optional(id('使用人')),
        scope: v.pipe(v.array(serviceKind, '请选择可代约的服务'), v.minLength(1, '请选择可代约的服务')),
        until: day('截止日期'),
      }),
      v.forward(
        v.check((r) => (r.personId === undefined) !== (r.phone === undefined), '请选择代约人，或填写对方手机号'),
        ['phone'],
      ),
    ),
    answer: v.object({
      proxyId: v.string(),
      state: oneOf<ProxyState>(proxyStates),
      /** Granted by phone: the code that the other enters, and a text that carries it. Stored nowhere. */
      code: v.optional(v.string()),
      handover: v.optional(v.string()),
    }),
  },
  'booking.acceptProxy': {
    request: v.strictObject({ code: digits('代约码', 8) }),
    answer: v.object({ proxyId: v.string(), patronId: v.string() }),
  },
  'booking.revokeProxy': {
    request: v.strictObject({ proxyId: compoundId('代约') }),
    answer: v.object({ proxyId: v.string(), state: oneOf<ProxyState>(proxyStates) }),
  },
  'booking.proxies': { request: v.strictObject({}), answer: v.object({ proxies: v.array(proxy) }) },
}

/** What the staff of a site do on the day. */
const counterContract = {
  /** By the code shown, or by the booking picked from the day's list. */
  'booking.checkIn': {
    request: v.pipe(
      v.strictObject({ code: v.optional(digits('预约码', most.codeDigits)), bookingId: v.optional(bookingId) }),
      v.forward(
        v.check((r) => (r.code === undefined) !== (r.bookingId === undefined), '请输入预约码，或从名单里选择'),
        ['code'],
      ),
    ),
    answer: v.object({
      bookingId: v.string(),
      state: bookingState,
      name: v.string(),
      serviceName: v.string(),
      startsAt: instant,
      /** What the counter has to know: dishes, diet, allergies, answers. */
      lines: v.array(v.string()),
    }),
  },
  /** Ends a stay. A child leaves only with the pick-up code; a wrong one is counted. */
  'booking.checkOut': {
    request: v.strictObject({
      code: digits('预约码', most.codeDigits),
      pickupCode: v.optional(digits('接送码', most.pickupDigits)),
    }),
    answer: v.object({
      bookingId: v.string(),
      state: bookingState,
      released: v.boolean(),
      /** Where not released: tries left before the guardian must renew the code. */
      triesLeft: v.optional(v.number()),
      fetchers: v.array(v.object({ name: v.string(), relation: v.string(), phoneMasked: v.string() })),
    }),
  },
  'booking.noShow': { request: v.strictObject({ bookingId }), answer: changed },
  'booking.pauses': {
    request: v.strictObject({ serviceId, cursor }),
    answer: v.object({
      pauses: v.array(
        v.object({
          pauseId: v.string(),
          version: v.number(),
          name: v.string(),
          until: instant,
          noShows: v.array(instant),
        }),
      ),
      cursor: v.optional(v.string()),
    }),
  },
  'booking.liftPause': {
    request: v.strictObject({ pauseId: compoundId('暂停'), reason }),
    answer: v.object({ pauseId: v.string() }),
  },
  /** A day at a site, without its confidential services. */
  'booking.dayList': {
    request: v.strictObject({ siteId, date: day(), phoneTail: v.optional(digits('手机号后四位', 4)), cursor }),
    answer: v.object({
      bookings: v.array(
        v.object({
          ...bookingSummary.entries,
          phoneTail: v.optional(v.string()),
          lines: v.array(v.string()),
          /** Who made it, where not the person: `李* 代约`. */
          bookedBy: v.optional(v.string()),
        }),
      ),
      cursor: v.optional(v.string()),
      /** Over the whole day, cancelled ones left out. */
      totals: v.object({
        people: v.number(),
        arrived: v.number(),
        noShows: v.number(),
        dishes: v.array(v.object({ mealTime, name: v.string(), here: v.number(), delivery: v.number() })),
        priceCents: v.number(),
        subsidyCents: v.number(),
      }),
    }),
  },
  /** Rounds of delivery: of a site, for its staff; of one's grid, for a volunteer. */
  'booking.rounds': {
    request: v.strictObject({ siteId: v.optional(siteId), date: day() }),
    answer: v.object({ rounds: v.array(round) }),
  },
  'booking.takeRound': { request: v.strictObject({ roundId: compoundId('送餐路线') }), answer: round },
  'booking.dropRound': { request: v.strictObject({ roundId: compoundId('送餐路线') }), answer: edited },
  'booking.deliver': { request: v.strictObject({ bookingId }), answer: changed },
}

/** What the staff of a site set. */
const settingsContract = {
  'booking.editSite': {
    request: v.strictObject({
      siteId: v.optional(siteId),
      version: editedVersion,
      /** Community or grid it stands in; fixed once made. */
      areaId: v.optional(id('区域')),
      name: text('站点名称', { min: 2, max: 30 }),
      address: text('地址', limits.place),
      phone: v.optional(v.pipe(v.string(), v.regex(/^[\d-]{5,20}$/, '电话不正确'))),
      hours: text('开放时间', { min: 2, max: 60 }),
      notice: v.optional(text('通知', limits.note)),
      point: v.optional(point),
      open: v.boolean('请选择是否开放'),
    }),
    answer: edited,
  },
  /** Later days follow the new rules; slots that somebody has booked stay as they are and are changed one by one. */
  'booking.editService': {
    request: v.strictObject({
      serviceId: v.optional(serviceId),
      version: editedVersion,
      siteId,
      kind: serviceKind,
      ...serviceSettings,
    }),
    answer: edited,
  },
  /** One slot: its places, never below those taken; or closed, which cancels its bookings and tells their people why. */
  'booking.editSlot': {
    request: v.pipe(
      v.strictObject({
        slotId,
        places: v.optional(count('名额', { max: most.capacity })),
        closed: v.optional(v.boolean('请选择是否停开')),
        reason: v.optional(reason),
      }),
      v.forward(
        v.check((r) => r.places !== undefined || r.closed !== undefined, '请填写名额，或选择停开'),
        ['places'],
      ),
    ),
    answer: slotAnswer,
  },
  /**
   * One date: as on any such day (`usual`), or by hours of its own (`special`), none of which closes it. What is booked
   * at a time that is no more is cancelled, and its people are told why.
   */
  'booking.editDay': {
    request: v.strictObject({
      serviceId,
      /** The service's. */
      version,
      date: day(),
      plan: v.picklist(['usual', 'special'], '请选择这一天怎么开'),
      windows: v.optional(v.pipe(v.array(dayWindow), v.maxLength(most.windows, '时段太多')), []),
      note: v.optional(text('说明', limits.place)),
      reason: v.optional(reason),
    }),
    answer: v.object({ ...edited.entries, cancelled: v.number() }),
  },
  'booking.editMenu': {
    request: v.strictObject({
      serviceId,
      date: day(),
      mealTime,
      version: editedVersion,
      dishes: v.pipe(v.array(dish, '请填写菜品'), v.maxLength(most.dishes, '菜品太多')),
    }),
    answer: edited,
  },
  /** The State Council's holiday notice of a year, entered by the city before the library knows it. */
  'booking.editCalendar': {
    request: v.strictObject({
      year: count('年份', { min: 2020, max: 2100 }),
      version: editedVersion,
      holidays: v.pipe(v.array(day('放假日期'), '请填写放假日期'), v.minLength(1, '请填写放假日期'), v.maxLength(60)),
      workdays: v.pipe(v.array(day('上班日期'), '请填写调休上班日期'), v.maxLength(30)),
      source: text('通知文号', { min: 4, max: 60 }),
    }),
    answer: edited,
  },
  /** What the city has entered of a year, and whether its days can be booked. */
  'booking.calendar': {
    request: v.strictObject({ year: count('年份', { min: 2020, max: 2100 }) }),
    answer: v.object({
      /** By the city's entry, or by what the calendar's library knows. */
      known: v.boolean(),
      entry: v.optional(
        v.object({
          version: v.number(),
          holidays: v.array(v.string()),
          workdays: v.array(v.string()),
          source: v.string(),
        }),
      ),
    }),
  },
  /** Counts bookings and offers of every slot again; `wrong` is empty when all is well. */
  'booking.reconcile': {
    request: v.strictObject({ siteId: v.optional(siteId), from: v.optional(day()), to: v.optional(day()), cursor }),
    answer: v.object({
      slots: v.number(),
      bookings: v.number(),
      offers: v.number(),
      wrong: v.array(
        v.object({
          slotId: v.string(),
          /** Which counter: places booked, places kept for offers, people in line, or a free place while somebody waits. */
          what: v.picklist(['booked', 'held', 'line', 'idle', 'over']),
          stored: v.number(),
          counted: v.number(),
        }),
      ),
      cursor: v.optional(v.string()),
    }),
  },
}

/** The counsellors' duty, and what reaches them alone. */
const counsellingContract = {
  /** Who is on duty now. Without anybody the page shows 12356, as it does while this is asked. */
  'booking.duty': {
    request: v.strictObject({ serviceId }),
    answer: v.object({
      onDuty: v.optional(v.object({ counsellor: v.string(), phone: v.string(), until: instant })),
      nextFrom: v.optional(instant),
      fallback: v.literal('12356'),
    }),
  },
  'booking.roster': {
    request: v.strictObject({ serviceId, ...days }),
    answer: v.object({
      version: v.number(),
      shifts: v.array(shift),
      /** Stretches within the next two weeks that nobody covers. */
      gaps: v.array(v.object({ startsAt: instant, endsAt: instant })),
      counsellors: v.array(v.object({ counsellorId: v.string(), title: v.string(), active: v.boolean() })),
      templates: v.array(shiftTemplate),
      /** The number that residents are told; for those who plan. */
      phone: v.optional(v.string()),
      allowed: v.array(v.string()),
    }),
  },
  /** Who takes turns on which shifts; fills what is still empty, longest idle first. Shifts set by hand stay. */
  'booking.editRoster': {
    request: v.strictObject({
      serviceId,
      version: editedVersion,
      counsellorIds: v.pipe(v.array(id('咨询师'), '请选择咨询师'), v.maxLength(50, '咨询师太多')),
      templates: v.pipe(v.array(shiftTemplate, '请填写班次'), v.maxLength(50, '班次太多')),
      phone: v.pipe(v.string('请填写值班电话'), v.regex(/^[\d-]{5,20}$/, '值班电话不正确')),
    }),
    answer: edited,
  },
  /** Puts one counsellor on a shift, or nobody. */
  'booking.editShift': {
    request: v.strictObject({ shiftId: compoundId('班次'), counsellorId: v.optional(id('咨询师')), reason }),
    answer: shift,
  },
  'booking.askSwap': {
    request: v.strictObject({
      shiftId: compoundId('班次'),
      version,
      counsellorId: id('咨询师'),
      note: v.optional(text('说明', limits.note)),
    }),
    answer: shift,
  },
  'booking.answerSwap': {
    request: v.strictObject({
      shiftId: compoundId('班次'),
      version,
      answer: v.picklist(['agree', 'refuse', 'withdraw'], '请选择同意或不同意'),
    }),
    answer: shift,
  },
  /** Appointments of the caller's own shifts. */
  'booking.appointments': {
    request: v.strictObject({ ...days }),
    answer: v.object({
      appointments: v.array(
        v.object({
          bookingId: v.string(),
          state: bookingState,
          chosenName: v.string(),
          startsAt: instant,
          endsAt: instant,
          answers: v.array(v.object({ label: v.string(), answer: v.string() })),
          hasNote: v.boolean(),
        }),
      ),
    }),
  },
  /** The caller's own note on an appointment of theirs. A crisis sign opens a page and is recorded nowhere but here, in their words. */
  'booking.note': {
    request: v.strictObject({ bookingId }),
    answer: v.object({ bookingId: v.string(), version: v.optional(v.number()), text: v.string() }),
  },
  'booking.saveNote': {
    request: v.strictObject({ bookingId, version: editedVersion, text: text('记录', most.consultNote) }),
    answer: edited,
  },
}

export const bookingContract = {
  ...residentContract,
  ...peopleContract,
  ...counterContract,
  ...settingsContract,
  ...counsellingContract,
  ...bookingItemContract,
}
