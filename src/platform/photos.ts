export * from './photos.h5'
