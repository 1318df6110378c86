export * from './place.h5'
