import * as engine from 'glass-easel'

/** Everything that went wrong since the page opened; a test asserts that it stays empty. */
export const errors: string[] = []
window.__weappErrors = errors

const textOf = (reason: unknown): string => {
  if (reason instanceof Error) return reason.stack ?? reason.message
  const { errMsg } = (reason ?? {}) as { errMsg?: string }
  return errMsg ?? JSON.stringify(reason)
}

/** Notes an error where a test and the console see it. */
export function report(reason: unknown) {
  errors.push(textOf(reason))
  console.error(textOf(reason))
}

/** Has the engine and the browser hand every error to `report`. */
export function collectErrors() {
  engine.globalOptions.throwGlobalError = false
  engine.addGlobalErrorListener((error: unknown) => report(error))
  // The templates pass every attribute of every component, whether it is set or not
  engine.addGlobalWarningListener((warning: unknown) => {
    const text = textOf(warning)
    if (!/is not a valid property|type-incompatible/.test(text)) console.warn(text)
    return false
  })
  window.addEventListener('error', (event) => report(event.error ?? event.message))
  window.addEventListener('unhandledrejection', (event) => report(event.reason))
}
