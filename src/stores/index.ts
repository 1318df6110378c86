import { configure } from 'mobx'
import { createContext, useContext } from 'react'
import { type Call, call } from '@/platform/client'
import { Duty } from './duty'
import { Items } from './items'
import { Messages } from './messages'
import { Outbox } from './outbox'
import { Session } from './session'

export { Draft, forgetDrafts } from './draft'
export type { OutboxEntry, Submitted, WaitingPhoto } from './outbox'
export { asActionError, Paged, type PageOf } from './paged'
export { PhotoTray, type StoredPhoto } from './photo-tray'
export type { Me, TextMode } from './session'

configure({ enforceActions: 'observed' })

/** What every page shares. */
export class Stores {
  readonly session: Session
  readonly items: Items
  readonly messages: Messages
  readonly outbox: Outbox
  readonly duty: Duty

  constructor(readonly call: Call) {
    this.session = new Session(call)
    this.items = new Items(call)
    this.messages = new Messages(call, this.session)
    this.outbox = new Outbox(call, () => void this.items.mine.refresh())
    this.duty = new Duty(call)
  }

  /** The app or the network is back: who am I, and what still has to go out. */
  async resume(): Promise<void> {
    await Promise.all([this.session.load(), this.outbox.flush()])
  }

  /** Another person uses the device now: nothing of the last one stays in sight. */
  async become(personaId: string | undefined): Promise<void> {
    this.items.reset()
    this.messages.reset()
    this.duty.reset()
    this.outbox.setOwner(personaId)
    await this.session.become(personaId)
  }
}

export const stores = new Stores(call)

const Context = createContext(stores)

/** Puts other stores below it, for tests. */
export const StoresProvider = Context.Provider

export const useStores = (): Stores => useContext(Context)
