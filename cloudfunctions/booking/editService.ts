import type { Input } from '../contract'
import { ActionError, conflict, type FieldErrors, invalid } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import { withSite } from './editSite'
import { serviceOf, siteOf } from './load'
import { settingsWrong } from './settings.rules'
import { managers, manages, notManager } from './workplace'

/** Services of one site at most, so that one transaction can rewrite what they repeat of it. */
const mostServices = 30

/**
 * Adds a service to a site, or changes its rules. Days that nobody has touched follow the new rules at once; a slot that
 * somebody has booked stays what it is.
 */
export const editService = action({
  name: 'booking.editService',
  policy: managers,
  perHour: 100,
  async run(context, input) {
    const wrong = settingsWrong(input.kind, input)
    if (wrong) throw new ActionError('INVALID', firstOf(wrong), wrong)
    return input.serviceId === undefined ? addService(context, input) : changeService(context, input)
  },
})

type Edit = Input<'booking.editService'>
const firstOf = (fields: FieldErrors) => Object.values(fields)[0]

function addService(context: Context, { serviceId: _, version: _version, siteId, ...settings }: Edit) {
  const id = context.ports.random.id()
  return context.commit(async (tx) => {
    const site = await siteOf(tx, siteId)
    if (!manages(context.caller, site)) throw notManager()
    if (site.services.length >= mostServices) throw conflict(`一个站点最多 ${mostServices} 项服务`)
    const inserted = await tx.insert('services', withSite({ id, siteId, ...settings }, site))
    const listed = await tx.replace('sites', { ...site, services: [...site.services, id] })
    if (!inserted || !listed) throw conflict()
    return { answer: { id, version: 1 } }
  })
}

function changeService(context: Context, { serviceId = '', version = 0, siteId, kind, ...settings }: Edit) {
  return context.commit(async (tx) => {
    const stored = await serviceOf(tx, serviceId)
    const site = await siteOf(tx, stored.siteId)
    if (!manages(context.caller, site)) throw notManager()
    if (siteId !== site.id) throw invalid('siteId', '服务不能换到别的站点，请在那里另建一项')
    if (kind !== stored.kind) throw invalid('kind', '服务类别不能改，请另建一项服务')
    const { advice: _a, childrenPerCarer: _c, gridSeesAnswers: _g, during: _d, ...kept } = stored
    if (!(await tx.replace('services', withSite({ ...kept, ...settings, version }, site))))
      throw conflict('这项服务刚刚被别人改过，请刷新后再改')
    return { answer: { id: serviceId, version: version + 1 } }
  })
}
