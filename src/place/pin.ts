/**
 * Metres within which 68 % of the pins lie that a finger sets on a map for a place it means. A tap is off by half a
 * finger, some ten metres at the scale of a few blocks, and what the map itself proposes is a fix.
 */
export const pinAccuracy = 15
