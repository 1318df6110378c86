import type {
  Allergen,
  BookerCapacity,
  BookingState,
  Diet,
  Dish,
  Eating,
  Fetcher,
  MealTime,
  PatronKind,
  ServiceKind,
  ServiceSettings,
  ShiftSource,
  SwapState,
  WaitState,
} from '../contract/booking'
import type { AreaPath, Place } from './collections'
import type { Stored } from './ports'

/** What the bookings store. */

/** A service site 服务站点. Its staff hold the role `siteStaff` at its id. */
export interface SiteDoc extends Stored {
  name: string
  address: string
  phone?: string
  hours: string
  notice?: string
  at: Place
  area: AreaPath
  areaName: string
  open: boolean
  /** Ids of its services, so that one transaction rewrites what they repeat of it. */
  services: string[]
}

/** One service of a site, and the rules of its slots. */
export interface ServiceDoc extends Stored, ServiceSettings {
  siteId: string
  kind: ServiceKind
  /** Repeated from the site. */
  siteName: string
  at: Place
  area: AreaPath
  /** Repeated from `area` while site and service are open, for finding it. */
  openCommunity?: string
  openStreet?: string
  openDistrict?: string
  openCity?: string
}

/**
 * A slot that somebody has booked, waited for or edited; `id` is `<serviceId>.<date>.<windowId>`. Until then it is only
 * what the opening rules make of the day. From then on it is the truth and the rules are not asked again.
 * Always: booked + held <= capacity, and while anybody is in line and booking is not over, booked + held = capacity.
 */
export interface SlotDoc extends Stored {
  serviceId: string
  siteId: string
  kind: ServiceKind
  date: string
  startsAt: string
  endsAt: string
  mealTime?: MealTime
  capacity: number
  /** Places taken by bookings, and places kept for open offers. */
  booked: number
  held: number
  /** Ids of `waits`, first in line first. */
  line: string[]
  closed?: true
  /** Last instant at which it may be booked. */
  closesAt: string
  /** `closesAt`, while somebody is in line: when the line is told that it was in vain. */
  lineEndsAt?: string
}

/**
 * A booking. `holder` is whose it is: a patron's id; at a confidential service a MAC of the person's id, and then no
 * field names or describes a person: nobody who reads the store learns who comes, and no list of a site finds it.
 */
export interface BookingDoc extends Stored {
  slotId: string
  serviceId: string
  serviceName: string
  siteId: string
  siteName: string
  kind: ServiceKind
  date: string
  startsAt: string
  endsAt: string
  state: BookingState
  holder: string
  /** A confidential service's name for the person. */
  chosenName?: string
  /** Absent at a confidential service, as are all fields below that name somebody. */
  patronName?: string
  phoneTail?: string
  /** Who made it, and in what capacity. */
  bookerId?: string
  bookerAs?: BookerCapacity
  answers: { id: string; label: string; answer: string }[]
  meal?: MealDoc
  priceCents: number
  subsidyCents: number
  /** Id in `subsidies`. */
  subsidyId?: string
  /** Shown at the counter; with site and day the id in `bookingCodes`. */
  code: string
  /** Which pick-up code counts, and how often a wrong one was tried; the code itself is a MAC of both ids, stored nowhere. */
  pickupTurn?: number
  pickupTries?: number
  itemId?: string
  acts: BookingAct[]
  /** `<siteId>:<date>`, for the day's list; never at a confidential service. */
  siteDay?: string
  /** The slot's id while the booking takes a place of it. */
  placeOf?: string
  /** Id in `rounds`, while it is to be delivered. */
  roundId?: string
  /** When the person is to be reminded. */
  remindAt?: string
}
export interface BookingAct {
  /** At a confidential service the day alone: an instant would tie it to whatever else was written then. */
  at: string
  act: string
  as: BookerCapacity
  /** Absent at a confidential service. */
  personId?: string
  note?: string
}
/** What was ordered, with names and prices as they were then. */
export interface MealDoc {
  mealTime: MealTime
  eating: Eating
  dishes: { dishId: string; name: string; cents: number; portions: number }[]
  diets: Diet[]
  allergies: Allergen[]
  buildingId?: string
  buildingName?: string
  unit?: string
  gridId?: string
  note?: string
}

/** A code in use: `<siteId>:<date>:<code>`, so that no two of a site's day are the same. */
export interface BookingCodeDoc extends Stored {
  bookingId: string
  expiresAt: string
}

/** What one holder has on one day, `<holder>:<date>`: nobody is in two places at once, or in one line twice. */
export interface HolderDayDoc extends Stored {
  spans: {
    bookingId: string
    slotId: string
    startsAt: string
    endsAt: string
    /** Where and what it is, and what else of the site one may be at meanwhile. */
    siteId?: string
    kind?: ServiceKind
    during?: ServiceKind[]
  }[]
  waits: { waitId: string; slotId: string }[]
  expiresAt: string
}

/** A holder at one service, `<holder>:<serviceId>`: what lies ahead of them, and the no-shows that pause them. */
export interface HolderServiceDoc extends Stored {
  ahead: { bookingId: string; startsAt: string }[]
  noShows: { bookingId: string; startsAt: string }[]
  /** After the last no-show too many: until when, and the id of the service, for its staff's list. */
  pausedUntil?: string
  pausedService?: string
  /** Who lifted the last pause, and why. */
  lifted?: { at: string; by: string; reason: string }
}

/** A subsidised meal, `<patronId>:<date>:<mealTime>`: one a person a meal time a day over all canteens. */
export interface SubsidyDoc extends Stored {
  bookingId: string
  siteId: string
  cents: number
}

/** Somebody's place in the line of a slot, and all that is needed to book in their name. */
export interface WaitDoc extends Stored {
  slotId: string
  serviceId: string
  kind: ServiceKind
  startsAt: string
  holder: string
  bookerId?: string
  bookerAs?: BookerCapacity
  patronName?: string
  chosenName?: string
  answers: Record<string, string>
  /** As it was chosen; checked and priced when the offer is accepted. */
  meal?: WaitMeal
  state: WaitState
  /** While a place is kept: until when, and the slot. */
  offerUntil?: string
  offeredSlot?: string
  /** The slot while in line, for telling everybody at its end. */
  waitingSlot?: string
  bookingId?: string
}
export interface WaitMeal {
  eating: Eating
  dishes: { dishId: string; portions: number }[]
  diets?: Diet[]
  allergies?: Allergen[]
  buildingId?: string
  unit?: string
  note?: string
}

/** Whom to tell about a confidential booking or wait: `id` is a MAC of its id, which nobody reckons without the city's secret. */
export interface PrivateContactDoc extends Stored {
  personId: string
}

/** Somebody for whom one may book. `id` is the person's own; a MAC of the phone for an elder who has only that. */
export interface PatronDoc extends Stored {
  kind: PatronKind
  name: string
  phone?: string
  birthday?: string
  /** MAC of the number of the identity card that staff have seen; the id in `citizens`. */
  citizenMac?: string
  guardianId?: string
  buildingId?: string
  buildingName?: string
  unit?: string
  communityId?: string
  gridId?: string
  diets: Diet[]
  allergies: Allergen[]
  emergencyName?: string
  emergencyPhone?: string
  fetchers: Fetcher[]
  registeredBy?: { personId: string; title: string; at: string }
}

/** A citizen, by the MAC of their number: one card each, so that nobody is subsidised twice. */
export interface CitizenDoc extends Stored {
  patronId: string
}

/** Leave to book for somebody: `<patronId>:<proxyPersonId>`; while invited by phone `id` is a MAC of the code. */
export interface ProxyDoc extends Stored {
  patronId: string
  patronName: string
  proxyPersonId?: string
  proxyName?: string
  phoneTail?: string
  scope: ServiceKind[]
  /** Exclusive end. */
  until: string
  revokedAt?: string
  recordedBy?: { personId: string; title: string }
}

/** Menu of one meal, `<serviceId>.<date>.<mealTime>`. */
export interface MenuDoc extends Stored {
  serviceId: string
  date: string
  mealTime: MealTime
  dishes: Dish[]
}

/** Deliveries of one slot within one grid, `<slotId>.<gridId>`. */
export interface RoundDoc extends Stored {
  slotId: string
  siteId: string
  siteName: string
  gridId: string
  gridName: string
  date: string
  startsAt: string
  /** Bookings to be delivered, and those that were. */
  stops: number
  delivered: number
  takenBy?: string
  takenTitle?: string
  /** Who took it and put it back: they have seen names, doors and phones. */
  acts?: { at: string; act: 'take' | 'drop'; by: string }[]
  siteDay: string
  gridDay: string
}

/** That somebody has taken a round, `<personId>:<roundId>`: by it they find what they carried, and take their name off. */
export interface CarrierDoc extends Stored {
  personId: string
  roundId: string
}

/** How counsellors take turns at a service, `id` its id. */
export interface RosterDoc extends Stored {
  siteId: string
  phone: string
  counsellors: { personId: string; title: string }[]
  templates: { id: string; weekday: number; start: string; end: string }[]
  /** When the clock next fills shifts and looks for gaps. */
  checkAt: string
  /** Ends of the gaps that the site's staff have been told of. */
  toldGaps?: string[]
}

/** One turn of duty, `<serviceId>.<date>.<templateId>`; one counsellor or none. */
export interface ShiftDoc extends Stored {
  serviceId: string
  startsAt: string
  endsAt: string
  counsellorId?: string
  counsellorTitle?: string
  source: ShiftSource
  swap?: {
    state: SwapState
    fromId: string
    fromTitle: string
    toId: string
    toTitle: string
    note?: string
    at: string
  }
  acts: { at: string; act: string; by: string; reason?: string }[]
}

/** A counsellor's own note, `<bookingId>:<counsellorId>`. */
export interface ConsultNoteDoc extends Stored {
  counsellorId: string
  text: string
}

/** The State Council's arrangement of a year, `id` the year; over what the library knows. */
export interface CalendarYearDoc extends Stored {
  holidays: string[]
  /** Saturdays and Sundays that are worked. */
  workdays: string[]
  source: string
}

export interface BookingDocuments {
  sites: SiteDoc
  services: ServiceDoc
  slots: SlotDoc
  bookings: BookingDoc
  bookingCodes: BookingCodeDoc
  holderDays: HolderDayDoc
  holderServices: HolderServiceDoc
  subsidies: SubsidyDoc
  waits: WaitDoc
  privateContacts: PrivateContactDoc
  patrons: PatronDoc
  citizens: CitizenDoc
  proxies: ProxyDoc
  menus: MenuDoc
  rounds: RoundDoc
  carriers: CarrierDoc
  rosters: RosterDoc
  shifts: ShiftDoc
  consultNotes: ConsultNoteDoc
  calendarYears: CalendarYearDoc
}

/** Index name to its fields, as in `collections`. */
export const bookingCollections = {
  sites: {},
  services: {
    bySite: ['siteId', 'kind'],
    byOpenCommunity: ['openCommunity', 'kind', 'siteId'],
    byOpenStreet: ['openStreet', 'kind', 'siteId'],
    byOpenDistrict: ['openDistrict', 'kind', 'siteId'],
    byOpenCity: ['openCity', 'kind', 'siteId'],
  },
  slots: {
    byService: ['serviceId', 'startsAt'],
    bySite: ['siteId', 'startsAt'],
    byStart: ['startsAt'],
    byLineEnd: ['lineEndsAt'],
  },
  bookings: {
    byHolder: ['holder', 'startsAt'],
    byBooker: ['bookerId', 'startsAt'],
    bySiteDay: ['siteDay', 'startsAt'],
    byPlace: ['placeOf', 'id'],
    byRound: ['roundId', 'id'],
    byReminder: ['remindAt'],
  },
  bookingCodes: { byExpiry: ['expiresAt'] },
  holderDays: { byExpiry: ['expiresAt'] },
  holderServices: { byPause: ['pausedService', 'pausedUntil'] },
  subsidies: {},
  waits: {
    byHolder: ['holder', 'startsAt'],
    byBooker: ['bookerId', 'startsAt'],
    byWaitingSlot: ['waitingSlot', 'id'],
    byOfferedSlot: ['offeredSlot', 'id'],
    byOffer: ['offerUntil'],
  },
  privateContacts: {},
  patrons: { byGuardian: ['guardianId', 'name'], byPhone: ['phone', 'name'] },
  citizens: {},
  proxies: { byPatron: ['patronId', 'until'], byProxy: ['proxyPersonId', 'until'] },
  menus: { byService: ['serviceId', 'date'] },
  rounds: { bySiteDay: ['siteDay', 'startsAt'], byGridDay: ['gridDay', 'startsAt'] },
  carriers: { byPerson: ['personId', 'roundId'] },
  rosters: { byCheck: ['checkAt'] },
  shifts: { byService: ['serviceId', 'startsAt'], byCounsellor: ['counsellorId', 'startsAt'] },
  consultNotes: { byCounsellor: ['counsellorId', 'id'] },
  calendarYears: {},
} as const satisfies { [C in keyof BookingDocuments]: Record<string, readonly (keyof BookingDocuments[C] & string)[]> }
