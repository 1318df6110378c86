import { strFromU8, unzipSync } from 'fflate'

interface Sheet<T> {
  sheet: string
  data: T[][]
}

/**
 * Gives every cell of a merged block the block's value. Clerks merge the cells of a street that many rows share, and
 * the reader of sheets leaves all but the first of them empty.
 */
export function fillMerged<T>(workbook: Uint8Array, sheets: readonly Sheet<T>[]): Sheet<T>[] {
  const blocks = mergedBlocks(workbook)
  return sheets.map(({ sheet, data }) => {
    const filled = data.map((row) => [...row])
    for (const { top, left, bottom, right } of blocks.get(sheet) ?? []) {
      const value = data[top]?.[left]
      if (value === undefined) continue
      for (const row of filled.slice(top, bottom + 1))
        for (let column = left; column <= right; column += 1) row[column] = value
    }
    return { sheet, data: filled }
  })
}

interface Block {
  top: number
  left: number
  bottom: number
  right: number
}

/** The merged blocks of each sheet, by the sheet's name; rows and columns from 0. */
function mergedBlocks(workbook: Uint8Array): Map<string, Block[]> {
  const wanted = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/
  const parts = unzipSync(workbook, { filter: ({ name }) => wanted.test(name) })
  const textOf = (name: string) => (parts[name] ? strFromU8(parts[name]) : '')
  const targets = new Map(
    elements(textOf('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ Id, Target }) => [Id, Target]),
  )
  return new Map(
    elements(textOf('xl/workbook.xml'), 'sheet').map(({ name, 'r:id': id }) => {
      const part = (targets.get(id) ?? '').replace(/^\/?(xl\/)?/, 'xl/')
      return [unescaped(name), elements(textOf(part), 'mergeCell').flatMap(({ ref }) => blockOf(ref))]
    }),
  )
}

/** The attributes of every element of that name. */
function elements(xml: string, name: string): Record<string, string>[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^>]*)>`, 'g'))].map(([, attributes]) =>
    Object.fromEntries([...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
  )
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text = '') => text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name])

/** `B2:C9` */
function blockOf(ref = ''): Block[] {
  const found = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref)
  if (!found) return []
  const [, left, top, right, bottom] = found
  return [{ top: Number(top) - 1, left: columnOf(left), bottom: Number(bottom) - 1, right: columnOf(right) }]
}

const columnOf = (letters: string) =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
