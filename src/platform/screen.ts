export * from './screen.h5'
