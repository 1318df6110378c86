import { cloudPorts } from '../kernel/cloud'
import { tick } from './tick'

/** Called by the timer trigger of config.json; the event carries nothing. */
export async function main() {
  const result = await tick(cloudPorts())
  console.log(JSON.stringify({ tick: result }))
  return result
}
