import type { Request } from '@contract'
import type { FieldErrors } from '@contract/errors'
import { type MediationMatter, mediationContract } from '@contract/mediation'
import { action, makeObservable } from 'mobx'
import { type Asked, AskedForm, type FormPlan, type Sent, takeBack as takeBackInto } from '@/item/asked-form'
import { fieldErrors } from '@/item/check'
import type { OutboxEntry, Stores } from '@/stores'

/** What is typed, step by step, kept on the device. */
interface Typed extends Asked {
  matter?: MediationMatter
  description: string
  wish: string
  otherSide: string
  otherPhone: string
}
type Words = Pick<Typed, 'description' | 'wish' | 'otherSide' | 'otherPhone'>

const plan: FormPlan<Typed, 'mediation.request'> = {
  action: 'mediation.request',
  // A topic that becomes a mediation puts what may travel into this draft
  key: 'mediation.request',
  blank: () => ({ step: 1, photos: [], description: '', wish: '', otherSide: '', otherPhone: '' }),
  isBlank: ({ matter, photos, where, description, wish, otherSide, otherPhone }) =>
    matter === undefined &&
    photos.length === 0 &&
    where === undefined &&
    description + wish + otherSide + otherPhone === '',
  steps: ['什么纠纷', '说一说', '和谁', '在哪里'],
  stepOfField: {
    matter: 1,
    description: 2,
    wish: 2,
    photos: 2,
    otherSide: 3,
    otherPhone: 3,
    point: 4,
    buildingId: 4,
  },
}

/** One request for mediation from the first tap to the sending. */
export class RequestForm extends AskedForm<Typed, 'mediation.request'> {
  constructor(stores: Stores) {
    super(stores, plan)
    makeObservable(this, {
      set: action.bound,
      chooseMatter: action.bound,
    })
  }

  set(change: Partial<Words>): void {
    this.put(change)
    this.forgive(Object.keys(change))
  }

  chooseMatter(matter: MediationMatter): void {
    this.put({ matter })
    this.forgive(['matter'])
    this.answered(matter === 'family')
  }

  /** Sends the request. Undefined when something is wrong: then `errors` and `failure` say what. */
  submit(): Promise<Sent<'mediation.request'> | undefined> {
    return this.send('调解申请')
  }

  protected check(): FieldErrors {
    const schema = mediationContract['mediation.request'].request
    const errors = { ...fieldErrors(schema, this.request()), ...this.checkShared() }
    if (this.value.matter === undefined) errors.matter = '请先选一类'
    return errors
  }

  protected request(): Request<'mediation.request'> {
    const { matter = 'other', description, wish, otherSide, otherPhone } = this.value
    return {
      matter,
      description,
      ...(wish.trim() !== '' && { wish }),
      ...(otherSide.trim() !== '' && { otherSide }),
      ...(otherPhone.trim() !== '' && { otherPhone }),
      ...this.placed,
    }
  }
}

/** Puts a request that the server refused back into the form. False while another one is being written. */
export const takeBack = (outbox: Stores['outbox'], entry: OutboxEntry): boolean =>
  takeBackInto(outbox, entry, plan, ({ matter, description, wish = '', otherSide = '', otherPhone = '' }) => ({
    matter,
    description,
    wish,
    otherSide,
    otherPhone,
  }))
