import type { ActionName, Answer, Request } from '@contract'
import { ActionError } from '@contract/errors'
import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import type { Call } from '@/platform/client'
import { identity } from '@/platform/identity'
import { type Me, Stores, StoresProvider } from '@/stores'

/** What the city says to one action: an answer, an error, or whatever a function makes of the input. */
type Says<N extends ActionName> =
  | Answer<N>
  | ActionError
  | ((input: Request<N>, requestId: string | undefined) => Answer<N> | ActionError | Promise<Answer<N>>)
export type City = { [N in ActionName]?: Says<N> }

export interface Asked {
  name: ActionName
  input: unknown
  requestId?: string
}

export const offline = () => new ActionError('UNAVAILABLE', '连不上服务，请检查网络后再试')

/** A city that answers from a table, which a test may change on the way. What is not in the table cannot be reached. */
export function fakeCity(table: City = {}) {
  const says: City = { ...table }
  const asked: Asked[] = []
  const call: Call = async (name, input, options) => {
    asked.push({ name, input, requestId: options?.requestId })
    const said: unknown = says[name] ?? offline()
    const answer = typeof said === 'function' ? await said(input, options?.requestId) : said
    if (answer instanceof ActionError) throw answer
    return answer as Answer<typeof name>
  }
  const inputsOf = (name: ActionName) => asked.filter((a) => a.name === name).map((a) => a.input)
  return { call, says, asked, inputsOf }
}

/** A resident at home in 中兴社区, as `account.me` answers. */
export const resident = (change: Partial<Me> = {}): Me => ({
  id: 'p-1',
  name: '演示居民甲',
  phoneMasked: '156******01',
  roles: [],
  home: {
    membershipId: 'm-1',
    version: 1,
    state: 'confirmed',
    buildingId: 'b-3',
    buildingName: '中兴里3号楼',
    unit: '2-301',
    relation: 'owner',
    communityId: '210202012004',
    communityName: '中兴社区',
    gridId: 'g-3',
    gridName: '中兴社区第3网格',
    point: { lng: 121.67, lat: 38.9, system: 'gcj02' },
    gridWorkers: [{ name: '网格员演示01', phone: '15600000001' }],
  },
  unread: 0,
  allowance: {},
  now: new Date().toISOString(),
  ...change,
})

export const gridWorker = (change: Partial<Me> = {}): Me =>
  resident({
    id: 'p-2',
    name: '网格员演示01',
    roles: [{ role: 'gridWorker', areaId: 'g-3', areaName: '中兴社区第3网格', title: '网格员' }],
    ...change,
  })

/** Stores over a city, used by the person; nobody in a browser in which nobody has been chosen. */
export function storesOf(city: ReturnType<typeof fakeCity>, personId: string | undefined): Stores {
  identity.choose(personId)
  return new Stores(city.call)
}

/** Draws a page over stores. */
export const renderWith = (stores: Stores, page: ReactElement) =>
  render(<StoresProvider value={stores}>{page}</StoresProvider>)
