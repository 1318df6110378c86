import { observer } from 'mobx-react-lite'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { ringPoints, toPixel } from './projection'
import type { Sketch } from './sketch'

/** Pixels that a finger may tremble and still tap. */
const tremble = 6

/** The drawing itself: grid outlines, building dots with names, and the pin. A browser's own elements, for H5 only. */
export const SketchDrawing = observer(function SketchDrawing({ sketch }: { sketch: Sketch }) {
  const svg = useRef<SVGSVGElement>(null)
  const size = useSize(svg)
  const down = useRef<{ x: number; y: number; moved: number }>()
  const { camera, around, pin } = sketch

  const onDown = (e: PointerEvent) => {
    e.currentTarget.setPointerCapture(e.pointerId)
    down.current = { x: e.clientX, y: e.clientY, moved: 0 }
  }
  const onMove = (e: PointerEvent) => {
    const from = down.current
    if (!from) return
    const by = { x: e.clientX - from.x, y: e.clientY - from.y }
    const moved = from.moved + Math.hypot(by.x, by.y)
    if (moved > tremble) sketch.drag(by)
    down.current = moved > tremble ? { x: e.clientX, y: e.clientY, moved } : { ...from, moved: 0 }
  }
  const onUp = (e: PointerEvent) => {
    const from = down.current
    down.current = undefined
    if (!from || !svg.current) return
    if (from.moved > 0) return void sketch.settle()
    const box = svg.current.getBoundingClientRect()
    sketch.tap({ x: e.clientX - box.left - box.width / 2, y: e.clientY - box.top - box.height / 2 })
  }

  const at = pin && toPixel(camera, pin)
  return (
    <svg
      ref={svg}
      className='sketch__drawing'
      viewBox={`${-size.width / 2} ${-size.height / 2} ${size.width} ${size.height}`}
      role='img'
      aria-label='附近的楼栋和网格示意图，也可以在下面按楼名选'
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={onUp}
    >
      {around?.grids.map((grid) => (
        <g key={grid.id}>
          {grid.rings.map((ring) => (
            <polygon key={ring.slice(0, 4).join()} className='sketch__grid' points={ringPoints(camera, ring)} />
          ))}
        </g>
      ))}
      {around?.buildings.map((building) => {
        const { x, y } = toPixel(camera, building.point)
        return (
          <g key={building.id} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
            <rect className='sketch__building' x={-8} y={-6} width={16} height={12} rx={2} />
            {camera.metresPerPixel < 2 && (
              <text className='sketch__name' y={24}>
                {building.name}
              </text>
            )}
          </g>
        )
      })}
      {at && (
        <path
          className='sketch__pin'
          transform={`translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`}
          d='M0 0c9-12 15-19 15-27a15 15 0 0 0-30 0c0 8 6 15 15 27zM-5-27a5 5 0 1 0 10 0a5 5 0 1 0-10 0'
        />
      )}
    </svg>
  )
})

/** Pixels of an element, kept as it is resized. */
function useSize(element: { current: Element | null }) {
  const [size, setSize] = useState({ width: 320, height: 320 })
  useEffect(() => {
    const measure = () => {
      const box = element.current?.getBoundingClientRect()
      if (box && box.width > 0) setSize({ width: box.width, height: box.height })
    }
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [element])
  return size
}
