import { cloudPorts, identify } from '../kernel/cloud'
import { tick } from './tick'

/** Called by the timer trigger of config.json; the event carries nothing. A person's call, if one gets here, does nothing. */
export async function main() {
  const ports = cloudPorts()
  if (identify(ports.secrets)) return undefined
  const result = await tick(ports)
  console.log(JSON.stringify({ tick: result }))
  return result
}
