import type { Ports } from './ports'

/** What stands for a person at a confidential service: only the city's secret makes it out of them. */
export const hiddenHolder = ({ secrets }: Pick<Ports, 'secrets'>, personId: string) => secrets.mac('holder', personId)

/** Key in `privateContacts` of whom to tell about a confidential booking or wait. */
export const hiddenContact = ({ secrets }: Pick<Ports, 'secrets'>, id: string) => secrets.mac('contact', id)
