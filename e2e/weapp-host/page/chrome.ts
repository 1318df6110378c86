import type { TabItem } from '../protocol'
import type { OpenPage, PageStack } from './stack'

/** What WeChat draws around a page: title, way back, tabs. */

export const byId = (id: string) => document.getElementById(id)!

const asset = (path: string) => `package/${path.replace(/^\//, '')}`

export class Chrome {
  private readonly tabs = new Map<string, { button: HTMLElement; picture?: HTMLImageElement; item: TabItem }>()

  constructor(
    private readonly stack: PageStack,
    private readonly tabBar: { color: string; selectedColor: string; list: TabItem[] } | undefined,
  ) {
    byId('back').onclick = () => stack.navigateBack(1)
    for (const item of tabBar?.list ?? []) this.addTab(item)
    stack.onChange = (page) => this.show(page)
  }

  /** Text of the badge on the tab; undefined takes it away. */
  setBadge(index: number, text: string | undefined) {
    const { button } = [...this.tabs.values()][index]
    button.querySelector('.badge')?.remove()
    if (text === undefined) return
    const badge = button.appendChild(document.createElement('span'))
    badge.className = 'badge'
    badge.textContent = text
  }

  private addTab(item: TabItem) {
    const button = byId('tabs').appendChild(document.createElement('div'))
    button.className = 'tab'
    button.setAttribute('role', 'tab')
    const picture = item.iconPath ? button.appendChild(document.createElement('img')) : undefined
    if (picture) Object.assign(picture, { alt: '', className: 'tab-icon' })
    button.append(item.text)
    button.onclick = () => this.stack.switchTab({ path: item.pagePath })
    this.tabs.set(item.pagePath, { button, picture, item })
  }

  private show(page: OpenPage) {
    byId('title').textContent = page.title
    byId('back').hidden = this.stack.depth < 2
    document.body.classList.toggle('with-tabs', this.tabs.has(page.path))
    for (const [path, { button, picture, item }] of this.tabs) {
      const isOn = path === page.path
      button.style.color = (isOn ? this.tabBar?.selectedColor : this.tabBar?.color) ?? ''
      button.setAttribute('aria-selected', String(isOn))
      if (picture) picture.src = asset((isOn && item.selectedIconPath) || item.iconPath!)
    }
  }
}
