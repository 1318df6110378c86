export * from './chrome.h5'
