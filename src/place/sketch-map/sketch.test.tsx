import type { Answer } from '@contract'
import { act, fireEvent, screen } from '@testing-library/react'
import * as fc from 'fast-check'
import { type City, fakeCity, offline, renderWith, storesOf } from '@/testing/city'
import { resetTaro } from '@/testing/taro'
import { Chooser } from './chooser'
import { type Camera, metresBetween, ringPoints, toLngLat, toPixel } from './projection'
import { Sketch } from './sketch'

beforeEach(resetTaro)

const home = { lng: 121.67, lat: 38.9 }
const camera: Camera = { centre: home, metresPerPixel: 1 }

describe('projection', () => {
  test('a tap and the place it stands for are the same thing', () => {
    const offset = fc.double({ min: -400, max: 400, noNaN: true })
    fc.assert(
      fc.property(offset, offset, fc.constantFrom(0.5, 1, 2, 4), (x, y, metresPerPixel) => {
        const at = { ...camera, metresPerPixel }
        const back = toPixel(at, toLngLat(at, { x, y }))
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(0.001)
      }),
    )
  })

  test('north is up, east is right, and a pixel is as many metres as it says', () => {
    const { x, y } = toPixel(camera, { lng: home.lng + 0.001, lat: home.lat + 0.001 })
    // 0.001 degree is 111.2 m of latitude, and cos 38.9° of that in longitude
    expect([Math.round(x * 10) / 10, Math.round(y * 10) / 10]).toEqual([86.5, -111.2])
    expect(Math.round(metresBetween(home, { lng: home.lng, lat: home.lat + 0.001 }))).toBe(111)
  })

  test('a ring becomes the points of a polygon', () => {
    expect(ringPoints(camera, [home.lng, home.lat, home.lng, home.lat + 0.001])).toBe('0.0,0.0 0.0,-111.2')
  })
})

const gcj = (lng: number, lat: number) => ({ lng, lat, system: 'gcj02' as const })
const around: Answer<'area.around'> = {
  centre: gcj(home.lng, home.lat),
  buildings: [
    { id: 'b-1', name: '中兴里1号楼', point: gcj(home.lng, home.lat) },
    { id: 'b-2', name: '中兴里2号楼', point: gcj(home.lng + 0.002, home.lat) },
  ],
  grids: [{ id: 'g', name: '第3网格', rings: [[121.66, 38.89, 121.68, 38.89, 121.68, 38.91]] }],
}

async function sketchOf(says: City = { 'area.around': around }) {
  const city = fakeCity(says)
  const sketch = new Sketch(city.call, home)
  await sketch.load()
  return { city, sketch }
}

describe('the sketch', () => {
  test('a tap on a building means the building', async () => {
    const { sketch } = await sketchOf()
    sketch.tap({ x: 10, y: -8 })
    expect(sketch.chosen).toEqual({ ...gcj(home.lng, home.lat), name: '中兴里1号楼附近' })
  })

  test('a tap beside one is the place itself, called after it; far from all it has no name', async () => {
    const { sketch } = await sketchOf()
    sketch.tap({ x: 0, y: 50 })
    expect(sketch.chosen).toMatchObject({ system: 'gcj02', accuracy: 15, name: '中兴里1号楼附近' })
    expect(sketch.chosen?.lat).toBeLessThan(home.lat)
    sketch.tap({ x: 0, y: 300 })
    expect(sketch.chosen?.name).toBeUndefined()
  })

  test('dragging moves the map under the finger, and far enough reads what is there', async () => {
    const { city, sketch } = await sketchOf()
    sketch.drag({ x: 100, y: 0 })
    expect(Math.round(toPixel(sketch.camera, home).x)).toBe(100)
    await sketch.settle()
    expect(city.asked).toHaveLength(1)
    sketch.drag({ x: 250, y: 0 })
    await sketch.settle()
    expect(city.asked).toHaveLength(2)
  })

  test('zooming ends at both ends', async () => {
    const { sketch } = await sketchOf()
    for (let i = 0; i < 9; i += 1) sketch.zoomBy(1)
    expect([sketch.camera.metresPerPixel, sketch.canZoomOut, sketch.canZoomIn]).toEqual([4, false, true])
    for (let i = 0; i < 9; i += 1) sketch.zoomBy(-1)
    expect([sketch.camera.metresPerPixel, sketch.canZoomOut, sketch.canZoomIn]).toEqual([0.5, true, false])
  })

  test('where the device is goes out as the device said it, in its own datum', async () => {
    const { city, sketch } = await sketchOf()
    const located = { lng: 121.665, lat: 38.899, system: 'wgs84' as const, accuracy: 20 }
    await sketch.goTo(located)
    expect(city.asked[1].input).toEqual({ point: located })
    // Drawn where the server says it lies on this map
    expect(sketch.pin).toMatchObject(home)
    expect(sketch.chosen).toEqual({ ...located, name: '中兴里1号楼附近' })
    sketch.tap({ x: 0, y: 0 })
    expect(sketch.chosen?.system).toBe('gcj02')
  })

  test('what cannot be read says so, and one can still tap', async () => {
    const { sketch } = await sketchOf({ 'area.around': offline() })
    expect(sketch.error?.code).toBe('UNAVAILABLE')
    sketch.tap({ x: 0, y: 0 })
    expect(sketch.chosen).toMatchObject(home)
  })
})

describe('choosing on it', () => {
  const rest = () => act(() => new Promise<void>((resolve) => setTimeout(resolve)))
  const geolocation = { getCurrentPosition: jest.fn() }
  beforeEach(() => {
    Object.defineProperty(navigator, 'geolocation', { value: geolocation, configurable: true })
    geolocation.getCurrentPosition.mockReset()
  })

  async function open(says: City = { 'area.around': around }) {
    const city = fakeCity(says)
    const done = jest.fn()
    renderWith(storesOf(city, 'p-1'), <Chooser sketch={new Sketch(city.call, home)} onDone={done} />)
    await rest()
    return { city, done }
  }

  test('nothing can be sent before something is chosen; a building can be chosen by name', async () => {
    const { done } = await open()
    fireEvent.click(screen.getByRole('button', { name: '就选这里' }))
    expect(done).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('radio', { name: '中兴里2号楼' }))
    expect(screen.getByText('已选：中兴里2号楼附近')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '就选这里' }))
    expect(done).toHaveBeenCalledWith({ ...gcj(home.lng + 0.002, home.lat), name: '中兴里2号楼附近' })
  })

  test('one can leave without choosing', async () => {
    const { done } = await open()
    fireEvent.click(screen.getByRole('button', { name: '返回，不选' }))
    expect(done).toHaveBeenCalledWith(undefined)
  })

  test('a device that does not say where it is leaves the map', async () => {
    geolocation.getCurrentPosition.mockImplementation((_ok, refuse) => refuse(new Error('denied')))
    await open()
    fireEvent.click(screen.getByRole('button', { name: '用我的位置' }))
    expect(screen.getByText('没能取到您的位置。请在图上点，或按楼名选。')).toBeTruthy()
  })

  test('a device that says where it is goes there', async () => {
    geolocation.getCurrentPosition.mockImplementation((ok) =>
      ok({ coords: { longitude: 121.665, latitude: 38.899, accuracy: 19.6 } }),
    )
    const { city } = await open()
    fireEvent.click(screen.getByRole('button', { name: '用我的位置' }))
    await rest()
    expect(city.inputsOf('area.around')[1]).toEqual({
      point: { lng: 121.665, lat: 38.899, system: 'wgs84', accuracy: 20 },
    })
    expect(screen.getByText('已选：中兴里1号楼附近')).toBeTruthy()
  })

  test('a place without buildings says that one can tap anyway', async () => {
    await open({ 'area.around': { ...around, buildings: [] } })
    expect(screen.getByText('这一带还没有楼栋资料，可以直接在图上点。')).toBeTruthy()
  })
})
