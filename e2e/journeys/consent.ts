import type { World } from '../world'
import { fillWords, homeOf } from './steps'

/** WeChat's privacy guide stands before the map: refusing it leaves the form as it is, agreeing opens the map. */
export async function consentBeforeTheMap(world: World) {
  const resident = await world.newNeighbour()
  const { point } = await homeOf(world, resident)
  const phone = await world.phone(resident, { privacyNeeded: true })
  await fillWords(phone, { category: '道路', description: '路面塌了一块' })
  const place = { name: '院门口', address: '', latitude: point.lat, longitude: point.lng }
  await phone.choosePlace(place)
  await phone.tap('拒绝')
  await phone.see('在地图上选')
  await phone.choosePlace(place)
  await phone.tap('同意')
  await phone.see('院门口')
}
