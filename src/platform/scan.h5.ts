/** Whether the device reads QR symbols for the page. */
export const canScan: boolean = false

/** The text of a symbol in front of the camera. Undefined when the person closes it. */
export const scan = (): Promise<string | undefined> => Promise.resolve(undefined)
