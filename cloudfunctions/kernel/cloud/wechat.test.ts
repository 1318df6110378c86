import { type CloudBase, startCloudBase } from '../../../e2e/cloudbase'
import { hmacSecrets } from '../node'
import type { OutgoingMessage } from '../ports'
import { cloudPorts, identify } from '.'

/** What only WeChat can do: messages, the content check, and who calls; through the real SDK. */

const before = { ...process.env }
let cloudBase: CloudBase
let errcode = 0
let suggest = 'pass'
let log: jest.SpyInstance
beforeAll(async () => {
  cloudBase = await startCloudBase({ moderate: () => suggest, errcode: () => errcode })
  Object.assign(process.env, cloudBase.env)
})
beforeEach(() => {
  errcode = 0
  log = jest.spyOn(console, 'error').mockImplementation()
})
afterEach(() => log.mockRestore())
afterAll(async () => {
  await cloudBase.close()
  process.env = before
})

const env = {
  HEHE_SECRET: 's'.repeat(32),
  TEMPLATE_ITEM_PROGRESS: 'template-1:thing1,thing4,time2',
  TEMPLATE_DESK_WORK: 'template-2',
}
const message: OutgoingMessage = {
  openid: 'oRESIDENT',
  template: 'itemProgress',
  page: 'hazard/pages/item/index?id=1',
  title: '您反映的情况已办结',
  body: '楼道杂物已经清走，请您确认并打分，不满意可以退回重办',
  at: '2026-11-23T16:05:00.000Z',
}

describe('subscription messages', () => {
  test('go out with the city’s template, its keywords, China’s time, and texts of at most 20 characters', async () => {
    expect(await cloudPorts(env).messages.send(message)).toBe('sent')
    expect(cloudBase.sent.at(-1)).toEqual({
      touser: 'oRESIDENT',
      template_id: 'template-1',
      page: 'hazard/pages/item/index?id=1',
      data: {
        thing1: { value: '您反映的情况已办结' },
        thing4: { value: '楼道杂物已经清走，请您确认并打分，不满…' },
        time2: { value: '2026年11月24日 00:05' },
      },
    })
    expect([...(cloudBase.sent.at(-1)?.data.thing4?.value ?? '')]).toHaveLength(20)
  })

  test.each([43101, 40003])('refused for good: %i', async (code) => {
    errcode = code
    expect(await cloudPorts(env).messages.send(message)).toBe('refused')
  })

  test.each([43108, 45009, 47003, -1])('failed for now: %i, and the log says so without the person', async (code) => {
    errcode = code
    expect(await cloudPorts(env).messages.send(message)).toBe('failed')
    expect(String(log.mock.calls)).toContain(String(code))
    expect(String(log.mock.calls)).not.toContain('oRESIDENT')
  })

  test.each(['deskWork', 'unknown'])('a template that is not set up is not sent (%s)', async (template) => {
    const count = cloudBase.sent.length
    expect(await cloudPorts(env).messages.send({ ...message, template })).toBe('failed')
    expect(cloudBase.sent).toHaveLength(count)
  })
})

describe('the content check', () => {
  test.each([
    ['pass', 'pass'],
    ['review', 'review'],
    ['risky', 'refuse'],
    ['something new', 'review'],
  ] as const)('WeChat’s %s is our %s', async (said, verdict) => {
    suggest = said
    expect(await cloudPorts(env).moderation.checkText('楼道堆放杂物', 'oRESIDENT')).toBe(verdict)
    expect(cloudBase.checked.at(-1)).toEqual({ openid: 'oRESIDENT', content: '楼道堆放杂物' })
  })

  test('a check that fails is for a person to read, and no crash', async () => {
    suggest = 'pass'
    errcode = 40003
    expect(await cloudPorts(env).moderation.checkText('楼道堆放杂物', 'oRESIDENT')).toBe('review')
    expect(String(log.mock.calls)).not.toMatch(/oRESIDENT|楼道/)
  })
})

describe('who calls', () => {
  const secrets = hmacSecrets(env.HEHE_SECRET)
  const callAs = (openid?: string) => {
    Object.assign(process.env, cloudBase.identity(openid))
    return identify(secrets)
  }

  test('is told by WeChat’s context alone; the person’s id does not show the openid', () => {
    const caller = callAs('oRESIDENT')
    expect(caller).toEqual({ personId: expect.stringMatching(/^u[0-9a-f]{23}$/), openid: 'oRESIDENT' })
    expect(callAs('oRESIDENT')).toEqual(caller)
    expect(callAs('oOTHER')?.personId).not.toBe(caller?.personId)
  })

  test('a timer is nobody', () => {
    expect(callAs()).toBeUndefined()
  })
})

test('without the city’s secret the ports open, and its first use fails', () => {
  const ports = cloudPorts({})
  expect(() => ports.secrets.mac('person', 'x')).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }))
})
