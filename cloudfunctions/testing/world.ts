import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalStore, openStore } from '../../local/store'
import { accountActions } from '../account/actions'
import { areaActions } from '../area/actions'
import { bookingActions } from '../booking/actions'
import type { ActionName, Answer, Outcome, Request } from '../contract'
import type { Role } from '../contract/account'
import { ActionError } from '../contract/errors'
import { deliberationActions } from '../deliberation/actions'
import { hazardActions } from '../hazard/actions'
import { itemActions } from '../item/actions'
import type { Action } from '../kernel/action'
import type { AreaDoc, CategoryDoc, Place, RoleDoc } from '../kernel/collections'
import { coverageDocs } from '../kernel/coverage'
import { generationDocs } from '../kernel/generations'
import { cryptoRandom, hmacSecrets } from '../kernel/node'
import { type CallLog, pipeline } from '../kernel/pipeline'
import type { Fresh, ModerationVerdict, OutgoingMessage, Ports, SendOutcome } from '../kernel/ports'
import { mediationActions } from '../mediation/actions'
import { tick } from '../timer/tick'

/**
 * A small made city on the real embedded store, for tests of what goes through the pipeline: district d1 with street
 * s1 and its communities c1 (grids c1-g1, c1-g2) and c2 (grid c2-g1), each grid a square of 0.002 degree, building b1
 * in c1-g1 and b2 in c1-g2, both of courtyard c1-y1, departments d1-fire and d1-urban. Everybody's id tells their role and area: `gridWorker@c1-g1`.
 */

export const start = '2026-11-23T02:00:00.000Z'

/** A small jpeg, 1 by 1. */
export const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==',
  'base64',
)

const side = 20_000
const origin: Place = { lngE7: 1_216_500_000, latE7: 389_100_000 }

const squares = [
  { id: 'c1-g1', communityId: 'c1', column: 0 },
  { id: 'c1-g2', communityId: 'c1', column: 1 },
  { id: 'c2-g1', communityId: 'c2', column: 2 },
]
const centreOf = (column: number): Place => ({
  lngE7: origin.lngE7 + column * side + side / 2,
  latE7: origin.latE7 + side / 2,
})

/** A point in a grid, as a client sends it. */
export const pointIn = (gridId: string) => {
  const { lngE7, latE7 } = centreOf(squares.findIndex((square) => square.id === gridId))
  return { lng: lngE7 / 1e7, lat: latE7 / 1e7, system: 'gcj02' as const }
}

const names: Record<string, string> = {
  c1: '甲社区',
  c2: '乙社区',
  'c1-g1': '甲社区第1网格',
  'c1-g2': '甲社区第2网格',
  'c2-g1': '乙社区第1网格',
}

const above = { cityId: '2102', districtId: 'd1', streetId: 's1' }
const area = (doc: Omit<Fresh<AreaDoc>, 'within'>): Fresh<AreaDoc> => ({ within: '', ...doc })

const areas: Fresh<AreaDoc>[] = [
  area({ id: '2102', level: 'city', name: '大连市', path: { cityId: '2102', districtId: '' } }),
  area({ id: 'd1', level: 'district', name: '甲区', parentId: '2102', path: { cityId: '2102', districtId: 'd1' } }),
  area({ id: 's1', level: 'street', name: '甲街道', parentId: 'd1', path: above }),
  ...['c1', 'c2'].map((id) =>
    area({ id, level: 'community', name: names[id], parentId: 's1', path: { ...above, communityId: id } }),
  ),
  ...squares.map(({ id, communityId, column }) =>
    area({
      id,
      level: 'grid',
      name: names[id],
      parentId: communityId,
      path: { ...above, communityId, gridId: id },
      centre: centreOf(column),
    }),
  ),
  ...['b1', 'b2'].map((id, column) =>
    area({
      id,
      level: 'building',
      name: `和合大院${column + 1}号楼`,
      parentId: squares[column].id,
      courtyardId: 'c1-y1',
      path: { ...above, communityId: 'c1', gridId: squares[column].id, buildingId: id },
      centre: centreOf(column),
    }),
  ),
  area({
    id: 'c1-y1',
    level: 'courtyard',
    name: '和合大院',
    courtyardOf: 'c1',
    path: { ...above, communityId: 'c1' },
  }),
  ...['fire', 'urban'].map((kind) =>
    area({
      id: `d1-${kind}`,
      level: 'department',
      name: `甲区${kind === 'fire' ? '消防救援大队' : '城市管理执法局'}`,
      parentId: 'd1',
      departmentKind: kind,
      path: { cityId: '2102', districtId: 'd1' },
    }),
  ),
]

const category = (id: string, over: Partial<CategoryDoc>): Fresh<CategoryDoc> => ({
  id,
  name: '消防通道堵塞',
  hint: '楼道、出口被堵',
  severity: 'urgent',
  call: [],
  acceptHours: 4,
  resolveHours: 48,
  departmentKind: 'fire',
  duplicateRadius: 100,
  rank: 1,
  ...over,
})
const categories = [
  category('fireExit', {}),
  category('gas', { name: '燃气异味', severity: 'critical', call: ['119'], acceptHours: 1, rank: 2 }),
  category('road', { name: '道路井盖', severity: 'ordinary', departmentKind: 'urban', rank: 3 }),
]

/** Who staffs the city, as `role@area`; residents and outsiders hold nothing. */
const staffed: [Role, string][] = [
  ['captain', 'b1'],
  ['captain', 'b2'],
  ...squares.flatMap(({ id }): [Role, string][] => [
    ['gridWorker', id],
    ['gridInformant', id],
  ]),
  ['communityStaff', 'c1'],
  ['communityStaff', 'c2'],
  ['streetStaff', 's1'],
  ['mediator', 'c1'],
  ['mediator', 's1'],
  ['districtStaff', 'd1'],
  ['cityStaff', '2102'],
  ['departmentStaff', 'd1-fire'],
  ['departmentStaff', 'd1-urban'],
]

const roleDoc = ([role, areaId]: [Role, string]): Fresh<RoleDoc> => ({
  id: `${role}:${areaId}`,
  personId: `${role}@${areaId}`,
  role,
  areaId,
  areaName: areas.find((one) => one.id === areaId)?.name ?? areaId,
  title: `${role}@${areaId}`,
  name: '演示工作人员',
  workPhone: '13000000000',
})

/** A clock that stands still until a test moves it. */
export class StepClock {
  constructor(private at = start) {}
  now() {
    return this.at
  }
  /** Moves forward by hours. */
  forward(hours: number) {
    this.at = new Date(Date.parse(this.at) + hours * 3_600_000).toISOString()
  }
}

export interface WorldOptions {
  actions?: readonly Action[]
  rateFactor?: number
}

export async function makeWorld({ actions, rateFactor = 1000 }: WorldOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'hehe-'))
  const store = openStore(join(folder, 'city.db'))
  const bytes = new Map<string, Uint8Array>()
  const uploads = new Map<string, Uint8Array>()
  const sent: OutgoingMessage[] = []
  const logs: CallLog[] = []
  const clock = new StepClock()
  /** What the outside answers; a test may change it. */
  const outside: { send: SendOutcome; verdict: ModerationVerdict } = { send: 'sent', verdict: 'pass' }
  const ports: Ports = {
    store,
    clock,
    files: {
      put: async (id, content) => void bytes.set(id, content),
      get: async (id) => bytes.get(id),
      remove: async (id) => void bytes.delete(id),
      url: async (id) => `/files/${id}`,
      async takeUpload(upload) {
        const content = uploads.get(upload)
        uploads.delete(upload)
        return content
      },
      async removeUploads(paths) {
        for (const path of paths) uploads.delete(path)
        return [...paths]
      },
    },
    messages: {
      async send(message) {
        sent.push(message)
        return outside.send
      },
    },
    moderation: { checkText: async () => outside.verdict },
    random: cryptoRandom(),
    secrets: hmacSecrets('a secret of the test that is long enough'),
  }
  await store.load('areas', areas)
  await store.load('categories', categories)
  await store.load('roles', staffed.map(roleDoc))
  await store.load('coverage', coverageDocs(areas, staffed.map(roleDoc), start))
  await store.load(
    'households',
    ['b1', 'b2'].flatMap((buildingId) =>
      ['1-101', '1-102', '2-301'].map((unit) => ({ id: `${buildingId}:${unit}`, buildingId, unit })),
    ),
  )
  await addGeneration(store, '2022-01-01-1', '2021-12-31T16:00:00.000Z', squares)

  const dispatch = pipeline(
    actions ?? [
      ...accountActions,
      ...areaActions,
      ...itemActions,
      ...hazardActions,
      ...mediationActions,
      ...bookingActions,
      ...deliberationActions,
    ],
    ports,
    {
      rateFactor,
      log: (line) => logs.push(line),
    },
  )
  let requests = 0

  /** Calls an action as a person (nobody when undefined) and answers the outcome. */
  const outcome = (who: string | undefined, name: string, input: unknown, requestId = `r${requests++}`) =>
    dispatch({ name, input, requestId }, who === undefined ? undefined : { personId: who, openid: `openid-${who}` })

  return {
    dispatch,
    folder,
    store,
    ports,
    clock,
    sent,
    logs,
    outside,
    uploads,
    bytes,
    outcome,
    /** Calls an action as a person and answers its value; throws the ActionError of a refusal. */
    async call<N extends ActionName>(
      who: string | undefined,
      name: N,
      input: Request<N>,
      requestId?: string,
    ): Promise<Answer<N>> {
      const result = (await outcome(who, name, input, requestId)) as Outcome<Answer<N>>
      if (result.ok) return result.value
      throw new ActionError(result.error.code, result.error.message, result.error.fields)
    },
    /** The code of the refusal, or `ok`. */
    async code(who: string | undefined, name: string, input: unknown, requestId?: string) {
      const result = await outcome(who, name, input, requestId)
      return result.ok ? 'ok' : result.error.code
    },
    /** Puts up a photo as a person and answers its id. */
    async photo(who: string) {
      const upload = `uploads/${requests++}`
      uploads.set(upload, jpeg)
      return (await this.call(who, 'item.addPhoto', { upload })).fileId
    },
    tick: () => tick(ports),
    /** Every stored document, as text, for comparing and searching. */
    everything: () => JSON.stringify([...store.everything()]),
    async close() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type World = Awaited<ReturnType<typeof makeWorld>>

/** Gives the city a generation of grids, each the square in one column. */
export async function addGeneration(
  store: LocalStore,
  id: string,
  startsAt: string,
  grids: readonly { id: string; column: number }[],
) {
  const outlines = grids.map((grid) => ({ id: grid.id, polygons: [[squareRing(grid.column)]] }))
  const { generation, parts } = generationDocs(id, startsAt, outlines, start)
  await store.load('boundaryParts', parts)
  await store.load('generations', [generation])
}

function squareRing(column: number): number[] {
  const west = origin.lngE7 + column * side
  const [east, south, north] = [west + side, origin.latE7, origin.latE7 + side]
  return [west, south, east, south, east, north, west, north]
}
