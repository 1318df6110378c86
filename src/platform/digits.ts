export * from './digits.h5'
