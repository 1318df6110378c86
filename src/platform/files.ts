export * from './files.h5'
