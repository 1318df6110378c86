export * from './device.h5'
