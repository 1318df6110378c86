export * from './choose-place.h5'
