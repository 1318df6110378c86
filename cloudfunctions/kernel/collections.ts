import type { MembershipState, Relation, Role, Template } from '../contract/account'
import type { AreaLevel, CoverageSums, RouteRule } from '../contract/area'
import type { Unit } from '../contract/fields'
import type { Severity } from '../contract/hazard'
import type { ItemKind } from '../contract/item'
import { type BookingDocuments, bookingCollections } from './collections.booking'
import { type DeliberationDocuments, deliberationCollections } from './collections.deliberation'
import type { Stored } from './ports'

/**
 * Everything that is stored, and by what it can be ranged over. The same declaration makes the SQLite tables and the
 * list of collections and indexes to create in CloudBase. Instants are ISO 8601 UTC text; places are integers in
 * 1e-7 degree, GCJ-02; fields that are absent are outside the index that ends in them.
 */

/** A place: integers of 1e-7 degree in GCJ-02. */
export interface Place {
  lngE7: number
  latE7: number
}

/** Ids of the areas an item or building lies in, from the city down; as deep as is known. */
export interface AreaPath {
  cityId: string
  districtId: string
  streetId?: string
  communityId?: string
  gridId?: string
  buildingId?: string
}

export interface PersonDoc extends Stored {
  openid: string
  name?: string
  phone?: string
  homeMembershipId?: string
  /** Sends of each WeChat template that the person still allows. */
  allowance: Partial<Record<Template, number>>
}

export interface RoleDoc extends Stored {
  personId: string
  role: Role
  areaId: string
  areaName: string
  /** What colleagues and residents call the holder: `中兴社区第3网格网格员`. */
  title: string
  name: string
  workPhone?: string
}

export interface MembershipDoc extends Stored {
  personId: string
  personName: string
  buildingId: string
  buildingName: string
  gridId: string
  communityId: string
  unit: string
  relation: Relation
  state: MembershipState
  reason?: string
  at: string
  /** Set while the decision is open, for the queues of captain and grid worker. */
  pendingBuilding?: string
  pendingGrid?: string
  /** While the decision is open: when the clock looks next whether the building has come to another grid. */
  lookAt?: string
  /** The building while confirmed. */
  livesIn?: string
}

export interface AreaDoc extends Stored {
  level: AreaLevel
  name: string
  /** Names from the district down to the parent: `中山区 · 老虎滩街道`. */
  within: string
  parentId?: string
  /** Of a building: as it was entered. Where it lies by now, `grids` says; read it through `areaNow`. */
  path: AreaPath
  centre?: Place
  synthetic?: true
  /** Grid that begins or ends with a generation of boundaries: the instants between which it is in force. */
  from?: string
  until?: string
  /** Building: the grids it comes to after that of its path, by the instant each takes it, earliest first. */
  grids?: { from: string; gridId: string }[]
  /** Grid: those that its buildings hang below in `parentId`, where that is another one. */
  takesFrom?: string[]
  /** Grid: households it holds. */
  households?: number
  /** Department: which kind of matter it takes (`fire`, `gas`). */
  departmentKind?: string
  /** Courtyard, which hangs below no other area: its community. Building: its courtyard. */
  courtyardOf?: string
  courtyardId?: string
  /** Building that no company manages 弃管楼. */
  abandoned?: true
}

/** How a community, or an area above it, is staffed; always the sums of the communities in it. */
export interface CoverageDoc extends Stored, CoverageSums {
  /** Community: when its grids were last counted one by one. City: when its areas were last looked through for new ones. */
  countedAt?: string
}

/** The post of a grid's worker. Every change of its workers replaces it, so that two at once are told apart. */
export interface PostDoc extends Stored {
  /** The last worker was taken off: the community answers for the grid. */
  vacant?: true
}

/** What happened to a grid's workers: others took over, the last one left, or one came where none was. */
export type PostChange = 'replace' | 'vacate' | 'fill'

/** Open items of a grid that have still to go with its post; each batch takes some off, in one transaction. */
export interface HandoverDoc extends Stored {
  change: PostChange
  grid: Unit
  community: Unit
  itemIds: string[]
  /** Who changed it. */
  actorId: string
  actorRole: Role
  actorUnit: Unit
  dueAt: string
}

/** One suffix of an area's name, so that a prefix range finds the name by any part of it. */
export interface AreaNameDoc extends Stored {
  suffix: string
  level: AreaLevel
  areaId: string
}

export interface HouseholdDoc extends Stored {
  buildingId: string
  /** `1-301`: entrance 1, door 301. */
  unit: string
  /** Exclusive area in 0.01 m², and where it is from: registry, else survey, else contract (SPC interpretation art. 8). */
  area?: number
  areaSource?: 'registry' | 'survey' | 'contract'
  /** The same for all doors of one owner, who is one head (art. 9); it does not say who that is. */
  ownerId?: string
}

/**
 * The city's grids from one day on. The outlines themselves are in the parts, compiled; names are in `areas`. `id` is the
 * first day and a number, `2026-11-23-1`: of two that start together the later id is in force.
 */
export interface GenerationDoc extends Stored {
  /** 00:00 of a day in China, as an instant. */
  startsAt: string
  /** How many grids it has, and in how many parts and bytes it is stored. */
  grids: number
  parts: number
  bytes: number
  /** SHA-256 of those bytes, in hex. */
  checksum: string
  note?: string
  madeAt: string
}

/** A piece of a generation's compiled boundaries; `id` is `<generation>:<n>`, from 0. */
export interface BoundaryPartDoc extends Stored {
  /** In base64. */
  bytes: string
}

/** The buildings in one cell of the map. */
export interface BuildingCellDoc extends Stored {
  buildings: { id: string; name: string; at: Place }[]
}

/** Desks near one coarse cell of the map, and the districts that reach into it: who takes a point no grid holds. */
export interface DeskCellDoc extends Stored {
  desks: Desk[]
  districtIds: string[]
}
export interface Desk {
  level: 'community' | 'street'
  id: string
  districtId: string
  at: Place
}

/** Outline of a district, whole. */
export interface OutlineDoc extends Stored {
  /** Each its outer ring and then its holes, each ring `[lngE7, latE7, …]`, closed implicitly. */
  polygons: number[][][]
}

export interface CategoryDoc extends Stored {
  name: string
  hint: string
  severity: Severity
  call: string[]
  acceptHours: number
  resolveHours: number
  departmentKind: string
  duplicateRadius: number
  /** Place in the list. */
  rank: number
}

export interface ItemDoc extends Stored {
  kind: ItemKind
  /** Number of the last event of the timeline; what people and pages call the item's version. */
  seq: number
  state: string
  /** Short name of the matter. */
  title: string
  category?: string
  severity?: Severity
  description: string
  place: string
  at?: Place
  area: AreaPath
  areaName: string
  rule: RouteRule
  /** Generation of boundaries it was routed by; only `area.moveItems` changes it. */
  generation?: string
  photos: string[]
  confidential: boolean
  /** Seen by whoever brought it and those who handle it alone: nobody oversees it, and no list of an area has it. */
  private?: true
  /** Role that handles it at its unit besides the unit's own staff. */
  specialist?: Role
  /** Absent for a confidential report. */
  reporterId?: string
  /** MAC of the receipt of a confidential report. */
  receiptMac?: string
  responsible: Unit
  /** Stays answerable until the responsible unit accepts. */
  answerable?: Unit
  /** The units above the place, from the grid up to the city; responsibility climbs it. */
  ladder: Unit[]
  /** Every unit that has been responsible; they keep sight of it. */
  units: string[]
  /** Hours allowed for accepting and for solving, as the category said when it was reported. */
  acceptHours: number
  resolveHours: number
  createdAt: string
  closedAt?: string
  /** When the next step is owed. */
  dueAt?: string
  /** When what it is about is over by itself (a booking's slot): nothing is owed later, and the clock closes it then. */
  endsAt?: string
  /** Of a booking: the card of whoever it is for. */
  patronId?: string
  /** When the timer has to look at it next: the warning, then the deadline. */
  timerAt?: string
  result?: string
  score?: number
  reopens: number
  mergedInto?: string
  mergedCount: number
  flagged?: true
  /** Mediation: what the reporter hopes for, and who the other side is. */
  wish?: string
  otherSide?: { name?: string; phone?: string }
  /**
   * Set while open: the unit's queue, that of its specialists, the second queue of a critical item, one queue for each
   * area above, the map cell.
   */
  queue?: string
  specialistQueue?: string
  alertQueue?: string
  openGrid?: string
  openCommunity?: string
  openStreet?: string
  openDistrict?: string
  openCity?: string
  openCell?: string
}

/** One step of an item's timeline; only ever added. `id` is `<itemId>:<seq>`. */
export interface EventDoc extends Stored {
  itemId: string
  seq: number
  at: string
  act: string
  /** Role that acted (`reporter`, `system` or a staff role) and its unit's name. */
  actorRole: string
  actorUnit?: string
  /** Staff only; never a reporter. */
  actorId?: string
  state: string
  responsible: Unit
  note?: string
  photos: string[]
}

/** A person who hears of an item: its reporter, or one whose own report was merged into it. */
export interface FollowDoc extends Stored {
  personId: string
  itemId: string
  at: string
  as: 'reporter' | 'joined'
}

export interface MessageDoc extends Stored {
  personId: string
  at: string
  kind: string
  title: string
  body: string
  itemId?: string
  topicId?: string
  bookingId?: string
  template?: Template
  /** The person's id while unread. */
  unreadBy?: string
  /** While a WeChat message is still to be sent: when to try next. */
  sendAt?: string
  tries?: number
}

/** What a request id was answered with, so that a repeated tap has one effect. `id` is a MAC. */
export interface RequestDoc extends Stored {
  answer: unknown
  expiresAt: string
}

/** Calls of one person to one action within one hour. */
export interface RateDoc extends Stored {
  count: number
  expiresAt: string
}

export interface FileDoc extends Stored {
  mime: string
  bytes: number
  /** MAC that only the uploader's identity reproduces; wiped when the file is attached. */
  ownerMac?: string
  itemId?: string
  /** While attached to nothing: when it may be deleted. */
  orphanAt?: string
}

/** A path handed out for an upload of a photo that may never be taken in; `id` is its last part. It names nobody. */
export interface UploadDoc extends Stored {
  /** When what is there is deleted. */
  deleteAt: string
}

export interface Documents extends BookingDocuments, DeliberationDocuments {
  people: PersonDoc
  roles: RoleDoc
  memberships: MembershipDoc
  areas: AreaDoc
  areaNames: AreaNameDoc
  households: HouseholdDoc
  generations: GenerationDoc
  boundaryParts: BoundaryPartDoc
  buildingCells: BuildingCellDoc
  desks: DeskCellDoc
  outlines: OutlineDoc
  coverage: CoverageDoc
  posts: PostDoc
  handovers: HandoverDoc
  categories: CategoryDoc
  items: ItemDoc
  events: EventDoc
  follows: FollowDoc
  messages: MessageDoc
  requests: RequestDoc
  rates: RateDoc
  files: FileDoc
  uploads: UploadDoc
}
export type CollectionName = keyof Documents

/** Index name to its fields: all but the last are matched exactly, the last is the one ranged and sorted by. */
export const collections = {
  people: { byPhone: ['phone'] },
  roles: { byPerson: ['personId', 'role'], byArea: ['areaId', 'role'] },
  memberships: {
    byPerson: ['personId', 'at'],
    byPendingBuilding: ['pendingBuilding', 'at'],
    byPendingGrid: ['pendingGrid', 'at'],
    byLook: ['lookAt'],
    byLiving: ['livesIn', 'id'],
  },
  areas: {
    byParent: ['parentId', 'id'],
    byLevel: ['level', 'id'],
    departmentsOf: ['parentId', 'departmentKind'],
    courtyardsOf: ['courtyardOf', 'id'],
    byCourtyard: ['courtyardId', 'id'],
  },
  areaNames: { bySuffix: ['suffix'], byLevelSuffix: ['level', 'suffix'] },
  households: { byBuilding: ['buildingId', 'unit'] },
  generations: { byStart: ['startsAt'] },
  boundaryParts: {},
  buildingCells: {},
  desks: {},
  outlines: {},
  coverage: { byCounted: ['countedAt'] },
  posts: {},
  handovers: { byDue: ['dueAt'] },
  categories: { byRank: ['rank'] },
  items: {
    byQueue: ['queue', 'dueAt'],
    bySpecialistQueue: ['specialistQueue', 'dueAt'],
    byAlertQueue: ['alertQueue', 'dueAt'],
    byOpenGrid: ['openGrid', 'dueAt'],
    byOpenCommunity: ['openCommunity', 'dueAt'],
    byOpenStreet: ['openStreet', 'dueAt'],
    byOpenDistrict: ['openDistrict', 'dueAt'],
    byOpenCity: ['openCity', 'dueAt'],
    byOpenCell: ['openCell', 'createdAt'],
    byReceipt: ['receiptMac', 'createdAt'],
    byTimer: ['timerAt'],
  },
  events: { byItem: ['itemId', 'seq'] },
  follows: { byPerson: ['personId', 'at'], byItem: ['itemId', 'at'] },
  messages: { byPerson: ['personId', 'at'], byUnread: ['unreadBy', 'at'], bySend: ['sendAt'] },
  requests: { byExpiry: ['expiresAt'] },
  rates: { byExpiry: ['expiresAt'] },
  files: { byOrphan: ['orphanAt'] },
  uploads: { byDelete: ['deleteAt'] },
  ...bookingCollections,
  ...deliberationCollections,
} as const satisfies { [C in CollectionName]: Record<string, readonly (keyof Documents[C] & string)[]> }

export type IndexOf<C extends CollectionName> = keyof (typeof collections)[C] & string
