import { createHash } from 'node:crypto'
import { sha256 } from './sha256'

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('the standard’s own example «%s»', (text, digest) => {
  expect(sha256(text)).toBe(digest)
})

test('texts of every length round the edge of a block come to what the machine’s own library says', () => {
  for (let length = 0; length < 200; length += 1) {
    const text = 'tag|k3x9-_.:0123456789'.repeat(10).slice(0, length)
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
  }
})
