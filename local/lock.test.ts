import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockFolder } from './lock'

test('a folder let go of can be taken again by the same process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hehe-lock-'))
  const waiting = jest.fn()
  lockFolder(folder, waiting)()
  lockFolder(folder, waiting)()
  expect(waiting).not.toHaveBeenCalled()
  rmSync(folder, { recursive: true })
})
