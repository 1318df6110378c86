export * from './subscriptions.h5'
