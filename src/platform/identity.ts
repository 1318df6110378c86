export * from './identity.h5'
