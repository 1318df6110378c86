/** Tags of WeChat's own components. In the page they stand as `wx-view`, so selectors on them change too. */
const tags = new Set(
  [
    ['page', 'view', 'text', 'button', 'input', 'textarea', 'scroll-view', 'swiper', 'swiper-item', 'image', 'switch'],
    ['checkbox', 'checkbox-group', 'radio', 'radio-group', 'label', 'form', 'picker', 'picker-view', 'icon'],
    ['navigator', 'progress', 'slider', 'rich-text', 'video', 'canvas', 'map', 'web-view', 'cover-view'],
  ].flat(),
)

/** `rpx` is a 750th of the screen's width; index.html keeps one in `--rpx`. */
export const rpxToCss = (text: string) => text.replace(/(-?[\d.]+)rpx/g, 'calc($1 * var(--rpx))')

const selectorToCss = (selector: string) =>
  selector.replace(/(^|[\s,>+~(])([a-z][a-z-]*)(?=$|[\s,>+~.#:[)])/g, (whole, before: string, tag: string) =>
    tags.has(tag) ? `${before}wx-${tag}` : whole,
  )

/** WXSS, with its imports already in place, as CSS of the host page. */
export function wxssToCss(wxss: string): string {
  const bare = wxss.replace(/\/\*[\s\S]*?\*\//g, '')
  return rpxToCss(bare).replace(/([^{}]+)\{/g, (whole, selector: string) =>
    /^\s*@/.test(selector) ? whole : `${selectorToCss(selector)}{`,
  )
}
