import { cryptoRandom, hmacSecrets, systemClock } from './node'

test('the clock answers an instant in UTC with milliseconds', () => {
  expect(systemClock().now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

test('ids are 24 characters of 0-9 and a-z, each as likely as the next, and never the same twice', () => {
  const random = cryptoRandom()
  const ids = Array.from({ length: 3000 }, () => random.id())
  expect(new Set(ids).size).toBe(ids.length)
  const counts = new Map<string, number>()
  for (const letter of ids.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect([...counts.keys()].sort().join('')).toBe('0123456789abcdefghijklmnopqrstuvwxyz')
  // 2,000 of each on average; ten standard deviations are about 440.
  for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(440)
  for (const id of ids) expect(id).toHaveLength(24)
})

test('random bytes are as many as asked for', () => {
  expect(cryptoRandom().bytes(7)).toHaveLength(7)
})

describe('the city’s secret', () => {
  const secret = 'a'.repeat(32)

  test('gives the same MAC for the same text, another for another purpose, text or secret', () => {
    const mac = hmacSecrets(secret).mac('person', 'text')
    expect(mac).toMatch(/^[0-9a-f]{64}$/)
    expect(hmacSecrets(secret).mac('person', 'text')).toBe(mac)
    expect(hmacSecrets(secret).mac('receipt', 'text')).not.toBe(mac)
    expect(hmacSecrets(secret).mac('perso', 'ntext')).not.toBe(mac)
    expect(hmacSecrets('b'.repeat(32)).mac('person', 'text')).not.toBe(mac)
  })

  test.each([undefined, '', 'a'.repeat(31)])('missing or too short, it fails at the first use (%p)', (short) => {
    const log = jest.spyOn(console, 'error').mockImplementation()
    const secrets = hmacSecrets(short)
    expect(() => secrets.mac('person', 'text')).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }))
    expect(log).toHaveBeenCalledWith(expect.stringContaining('HEHE_SECRET'))
    log.mockRestore()
  })

  describe('seals a text', () => {
    const secrets = hmacSecrets(secret)

    test('that it opens again, whatever is in it and however long it is', () => {
      for (const text of ['', 'a', '反对', 'a>b>c', '\0\0', 'x'.repeat(255), 'x'.repeat(256), '票'.repeat(5000)])
        expect(secrets.open('ballot', secrets.seal('ballot', text))).toBe(text)
    })

    test('never the same way twice, and short ones all alike in length', () => {
      const sealed = ['a', 'a', 'b', 'object', 'x'.repeat(255)].map((text) => secrets.seal('ballot', text))
      expect(new Set(sealed).size).toBe(sealed.length)
      expect(new Set(sealed.map(({ length }) => length)).size).toBe(1)
    })

    test('and opens it for the same purpose, under the same secret, and whole alone', () => {
      const sealed = secrets.seal('ballot', 'a')
      expect(secrets.open('paper', sealed)).toBeUndefined()
      expect(hmacSecrets('b'.repeat(32)).open('ballot', sealed)).toBeUndefined()
      const bytes = Buffer.from(sealed, 'base64')
      for (let i = 0; i < bytes.length; i += 1) {
        const changed = Buffer.from(bytes)
        changed[i] ^= 1
        expect(secrets.open('ballot', changed.toString('base64'))).toBeUndefined()
      }
      for (const other of ['', 'no seal', sealed.slice(0, -8)]) expect(secrets.open('ballot', other)).toBeUndefined()
    })
  })
})
