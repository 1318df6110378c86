import { createRoot } from 'react-dom/client'
import type { ChosenPlace } from '@/platform/types'
import { stores } from '@/stores'
import { Chooser } from './chooser'
import type { LngLat } from './projection'
import { Sketch } from './sketch'

/** 大连火车站, where the map opens for whoever has no home and has chosen nothing yet. GCJ-02. */
const cityCentre: LngLat = { lng: 121.6348, lat: 38.9231 }

/**
 * The page's own map for a browser: schematic, drawn from what `area.around` answers, so that no map service is asked.
 * Answers the chosen place, in GCJ-02 where it was tapped and in WGS-84 where the device said it; undefined when closed.
 */
export function openSketchMap(near?: LngLat): Promise<ChosenPlace | undefined> {
  const host = document.body.appendChild(document.createElement('div'))
  const root = createRoot(host)
  const sketch = new Sketch(stores.call, near ?? stores.session.home?.point ?? cityCentre)
  return new Promise((resolve) => {
    const done = (place: ChosenPlace | undefined) => {
      window.removeEventListener('popstate', close)
      root.unmount()
      host.remove()
      resolve(place)
    }
    // The browser's back button leaves the page below; the map must not stay over the next one
    const close = () => done(undefined)
    window.addEventListener('popstate', close)
    root.render(<Chooser sketch={sketch} onDone={done} />)
  })
}
