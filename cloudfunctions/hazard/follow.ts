import { notFound } from '../contract/errors'
import { action } from '../kernel/action'
import { receiptMac } from '../kernel/items'
import { anyone } from '../kernel/people'
import { viewItem } from '../kernel/present'
import { hazardRules } from './rules'

/** A confidential report by its receipt, without signing in. Counted in memory, so that receipts cannot be guessed. */
export const follow = action({
  name: 'hazard.follow',
  policy: anyone,
  unlinked: () => true,
  perHour: 60,
  async run(context, { receipt }) {
    const mac = receiptMac(context.ports, receipt)
    const { rows } = await context.ports.store.range('items', 'byReceipt', { eq: [mac], limit: 1 })
    const item = rows.at(0)
    if (!item) throw notFound('报告，请核对查询码')
    return viewItem(context, () => hazardRules, item.id, receipt)
  },
})
