/** Hands a text over as a file: the browser saves it. False when it cannot. */
export async function shareText(name: string, text: string): Promise<boolean> {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after the click has been handled
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
  return true
}
