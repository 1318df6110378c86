/** How far something is, in whole metres. */
export const distanceWords = (metres: number) => (metres < 10 ? '就在这里' : `相距约 ${metres} 米`)
