import type { Input } from '../contract'
import { action } from '../kernel/action'
import { maskPhone, signedIn } from '../kernel/people'
import { changePerson } from './person'

/** Name and, if the person likes, phone: shown in clear only to whoever must act, and each look is logged. */
export const saveProfile = action({
  name: 'account.saveProfile',
  policy: signedIn,
  perHour: 30,
  run: (context, input) =>
    context.commit(async (tx) => {
      const { name, phone } = input
      const { homeMembershipId } = await changePerson(tx, context, ({ phone: _, ...record }) => ({
        ...record,
        name,
        ...(phone && { phone }),
      }))
      const home = homeMembershipId ? await tx.get('memberships', homeMembershipId) : undefined
      if (home) await tx.replace('memberships', { ...home, personName: name })
      return { answer: saved(input) }
    }),
  // The record of the request would outlive an erasure; a repeated call brings the answer's words with it.
  forget: () => ({ name: '' }),
  replay: (_, input) => saved(input),
})

const saved = ({ name, phone }: Input<'account.saveProfile'>) => ({ name, phoneMasked: phone && maskPhone(phone) })

/** Notes that the person allowed one more WeChat message of each template; WeChat grants them one tap at a time. */
export const allowMessages = action({
  name: 'account.allowMessages',
  policy: signedIn,
  perHour: 60,
  run: (context, { templates }) =>
    context.commit(async (tx) => {
      const { allowance } = await changePerson(tx, context, (record) => {
        const more = { ...record.allowance }
        for (const template of templates) more[template] = (more[template] ?? 0) + 1
        return { ...record, allowance: more }
      })
      return { answer: { allowance } }
    }),
})
