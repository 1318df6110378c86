export * from './aria.h5'
