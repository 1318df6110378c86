import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CloudBase, startCloudBase } from '.'
import { type Deployed, deploy } from './functions'

// Builds in a process of its own, on a machine that may be busy with other tests.
jest.setTimeout(60_000)

describe('the functions as they are uploaded, with the real SDK inside', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deployed-'))
  let cloudBase: CloudBase
  let city: Deployed
  beforeAll(async () => {
    const build = spawnSync(process.execPath, ['tools/build-functions.mjs', 'cloudfunctions', folder], {
      encoding: 'utf8',
    })
    expect(build.stderr).toBe('')
    cloudBase = await startCloudBase()
    city = deploy(cloudBase, folder, { HEHE_SECRET: 's'.repeat(32) })
  })
  afterAll(async () => {
    city.close()
    await cloudBase.close()
    rmSync(folder, { recursive: true })
  })
  const saveProfile = (openid: string, name: string, requestId?: string) =>
    city.call(openid, { name: 'account.saveProfile', input: { name }, requestId })

  test('what a person saves is stored under an id that does not show the openid', async () => {
    expect(await saveProfile('oONE', '演示居民甲')).toEqual({ ok: true, value: { name: '演示居民甲' } })
    const [person] = cloudBase.dump().people ?? []
    expect(person).toMatchObject({ openid: 'oONE', name: '演示居民甲', version: expect.any(Number) })
    expect(person?._id).not.toContain('oONE')
  })

  test('the same request id twice has one effect and one answer', async () => {
    const first = await saveProfile('oTWO', '演示居民乙', 'request-1')
    const version = () => cloudBase.dump().people?.find(({ openid }) => openid === 'oTWO')?.version
    const after = version()
    expect(await saveProfile('oTWO', '演示居民乙', 'request-1')).toEqual(first)
    expect(version()).toBe(after)
  })

  test('people who call at the same time are told apart', async () => {
    const openids = Array.from({ length: 12 }, (_, n) => `oPERSON${n}`)
    await Promise.all(openids.map((openid, n) => saveProfile(openid, `演示居民${n}`)))
    const names = new Map(cloudBase.dump().people?.map(({ openid, name }) => [openid, name]))
    for (const [n, openid] of openids.entries()) expect(names.get(openid)).toBe(`演示居民${n}`)
  })

  test('an input that breaks the contract is a typed error', async () => {
    expect(await saveProfile('oONE', '')).toMatchObject({
      ok: false,
      error: { code: 'INVALID', fields: { name: expect.any(String) } },
    })
  })

  test('the timer runs without a caller', async () => {
    await expect(city.tick()).resolves.toBeDefined()
  })

  test('the log names actions and outcomes, and nobody', () => {
    expect(city.log()).toContain('"action":"account.saveProfile"')
    expect(city.log()).not.toMatch(/oONE|oTWO|oPERSON|演示/)
  })
})
