export * from './dialog.h5'
