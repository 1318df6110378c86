import type { CallBody, Outcome } from '@contract'
import type { Point } from '@contract/fields'
import type { Role } from '@contract/words'

/**
 * What differs between WeChat and a browser, one pair of files a capability: `x.weapp.ts` and `x.h5.ts`, both typed
 * from here. Taro picks the half for the target; TypeScript, tests and editors follow `x.ts`, which is the browser's
 * half. Nothing outside this folder asks which target it runs on, and nothing here decides by success or `canIUse`:
 * Taro's H5 answers success for calls that a browser cannot do.
 */

/** Carries one call to the city. Rejects with ActionError UNAVAILABLE when no answer came back. */
export type Transport = (body: CallBody) => Promise<Outcome<unknown>>

/** What a screen reader is told about an element. */
export interface Aria {
  role?: string
  label?: string
  hidden?: boolean
  checked?: boolean
  selected?: boolean
  expanded?: boolean
  disabled?: boolean
  /** A dialog that keeps the rest of the page out of reach. */
  modal?: boolean
  /** Announced when it changes: `polite` waits, `assertive` interrupts. */
  live?: 'polite' | 'assertive'
}

/** The same of a text input. */
export interface FieldAria {
  label: string
  required?: boolean
  invalid?: boolean
}

/** A place chosen by a person, with the datum it was read in. Degrees. */
export interface ChosenPlace extends Point {
  name?: string
  address?: string
}

/** A photo on this device before it is sent: `path` is readable by the page's image element. */
export interface LocalPhoto {
  path: string
  /** Bytes, where the platform says. */
  size?: number
}

export type PhotoSource = 'camera' | 'album'

export type Unsubscribe = () => void

/** A demo person that one may play in a browser. */
export interface Persona {
  id: string
  title: string
  roles: { role: Role; areaId: string }[]
  buildingId?: string
}

/** Steps of text size: `largest` reaches the 30 of the elder-friendly norm. */
export type TextSize = 'standard' | 'elder' | 'largest'

/** Title of a page and the way back from it, where the platform does not draw them. */
export interface Heading {
  title: string
  back: () => void
}
