import { View } from '@tarojs/components'
import { encode } from 'uqr'
import { aria } from '@/platform/aria'
import './service.scss'

/** White modules round the symbol that the standard asks for. */
const quiet = 4

/** The dark modules as one path, row by row, on a square of `size` modules. */
export function drawn(text: string): { size: number; d: string } {
  const { data, size } = encode(text, { ecc: 'M', border: quiet })
  const runs = data.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1]) return []
      const end = row.indexOf(false, x)
      return [`M${x} ${y}h${(end < 0 ? size : end) - x}v1H${x}z`]
    }),
  )
  return { size, d: runs.join('') }
}

/** Digits as a QR symbol. A picture in the style, because WXML draws no inline SVG. */
export function Qr({ value, label }: { value: string; label: string }) {
  const { size, d } = drawn(value)
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${size} ${size}' shape-rendering='crispEdges'><path d='${d}'/></svg>`
  return (
    <View
      className='qr'
      style={{ backgroundImage: `url("data:image/svg+xml,${encodeURIComponent(svg)}")` }}
      {...aria({ role: 'img', label })}
    />
  )
}
