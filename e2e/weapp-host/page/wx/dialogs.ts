import { apis, type Options } from './api'

/** What WeChat puts above a page: dialogs, sheets, toasts, pictures. */

function layer(className: string, role: string): HTMLElement {
  const element = document.body.appendChild(document.createElement('div'))
  element.className = className
  element.setAttribute('role', role)
  return element
}

function add(parent: HTMLElement, tag: string, text: string): HTMLElement {
  const element = parent.appendChild(document.createElement(tag))
  element.textContent = text
  return element
}

/** A dialog with a text and buttons. Resolves with the position of the button that was tapped. */
export function ask(title: string, text: string, buttons: string[]): Promise<number> {
  const mask = layer('mask', 'dialog')
  const dialog = mask.appendChild(document.createElement('div'))
  dialog.className = 'dialog'
  add(dialog, 'h3', title)
  add(dialog, 'p', text)
  const row = dialog.appendChild(document.createElement('div'))
  row.className = 'dialog-buttons'
  return new Promise((answer) => {
    buttons.forEach((label, i) => {
      add(row, 'button', label).onclick = () => {
        mask.remove()
        answer(i)
      }
    })
  })
}

/** A list to choose one from. Resolves with its position, undefined when the list is closed. */
export function choose(labels: string[]): Promise<number | undefined> {
  const mask = layer('mask', 'dialog')
  const sheet = mask.appendChild(document.createElement('div'))
  sheet.className = 'sheet'
  return new Promise((answer) => {
    const close = (choice: number | undefined) => () => {
      mask.remove()
      answer(choice)
    }
    labels.forEach((label, i) => {
      add(sheet, 'button', label).onclick = close(i)
    })
    add(sheet, 'button', '取消').onclick = close(undefined)
  })
}

let toast: HTMLElement | undefined
let toastTimer = 0

function hideToast() {
  clearTimeout(toastTimer)
  toast?.remove()
  toast = undefined
}

function showToast(text: string, milliseconds?: number) {
  hideToast()
  toast = layer('toast', 'status')
  toast.textContent = text
  if (milliseconds !== undefined) toastTimer = window.setTimeout(hideToast, milliseconds)
}

async function showModal({ title = '', content = '', showCancel = true, cancelText, confirmText }: Options) {
  const buttons = [...(showCancel ? [cancelText ?? '取消'] : []), confirmText ?? '确定']
  const choice = await ask(title, content, buttons)
  const confirm = choice === buttons.length - 1
  return { confirm, cancel: !confirm, content: null }
}

async function showActionSheet({ itemList }: Options) {
  const tapIndex = await choose(itemList)
  if (tapIndex === undefined) throw new Error('cancel')
  return { tapIndex }
}

function previewImage({ urls, current }: Options) {
  const mask = layer('mask', 'dialog')
  const picture = mask.appendChild(document.createElement('img'))
  picture.src = current ?? urls[0]
  picture.alt = '照片'
  picture.className = 'preview-picture'
  mask.onclick = () => mask.remove()
}

export const dialogs = () =>
  apis({
    showModal,
    showActionSheet,
    showToast: ({ title, duration = 1500 }) => showToast(title, duration),
    hideToast,
    showLoading: ({ title }) => showToast(title),
    hideLoading: hideToast,
    previewImage,
  })
