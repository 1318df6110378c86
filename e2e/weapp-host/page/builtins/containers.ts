import { addressOf } from '../wx/files'
import type { Builtin, Control, Definition } from './define'

const reachDistance = 50

function createScrollView(component: Builtin): Control {
  const element = component.$$
  let wasAtEnd = false
  element.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight } = element
    component.triggerEvent('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth })
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - (component.data.lowerThreshold || reachDistance)
    if (isAtEnd && !wasAtEnd) component.triggerEvent('scrolltolower', { direction: 'bottom' })
    wasAtEnd = isAtEnd
  })
  return {
    update(property, value) {
      if (property === 'scrollTop' && typeof value === 'number') element.scrollTop = value
      if (property === 'scrollIntoView' && value) element.querySelector(`#${value}`)?.scrollIntoView()
    },
  }
}

/** Where a picture is: on the phone, in the cloud, or in the package. */
const source = (address: string) =>
  /^(https?:|data:|blob:|wxfile:)/.test(address) ? addressOf(address) : `package/${address.replace(/^\//, '')}`

function createImage(component: Builtin): Control {
  const picture = component.$$.appendChild(document.createElement('img'))
  picture.alt = ''
  picture.onload = () => component.triggerEvent('load', { width: picture.naturalWidth, height: picture.naturalHeight })
  picture.onerror = () => component.triggerEvent('error', { errMsg: `GET ${picture.src}` })
  return {
    update(property, value) {
      if (property === 'src' && value) picture.src = source(String(value))
      if (property === 'ariaLabel') picture.alt = String(value ?? '')
    },
  }
}

function createRichText(component: Builtin): Control {
  return {
    update(property, value) {
      if (property === 'nodes' && typeof value === 'string') component.$$.innerHTML = value
    },
  }
}

/** Boxes without behaviour here: their content shows, nothing else. */
const boxes = ['page', 'view', 'cover-view', 'cover-image', 'swiper-item', 'icon', 'progress', 'video', 'canvas', 'map']

export const containers: Record<string, Definition> = {
  ...Object.fromEntries(boxes.map((tag) => [tag, {}])),
  text: { properties: { selectable: false, userSelect: false, space: '', decode: false } },
  'rich-text': { properties: { nodes: undefined }, create: createRichText },
  'scroll-view': {
    properties: { scrollX: false, scrollY: false, scrollTop: undefined, scrollIntoView: '', lowerThreshold: 0 },
    reflect: ['scrollX', 'scrollY'],
    create: createScrollView,
  },
  swiper: { properties: { current: 0, autoplay: false, interval: 0, circular: false, indicatorDots: false } },
  image: { properties: { src: '', mode: '', lazyLoad: false }, reflect: ['mode'], create: createImage },
}
