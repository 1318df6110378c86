/**
 * `@tarojs/taro` of the WeChat build. The package's own index takes `hooks` out of a whole `require`, and webpack then
 * keeps all of Taro's runtime; naming the one export lets it leave out what is not used.
 */
const hooks = require('@tarojs/runtime').hooks
const taro = require('@tarojs/api').default

if (hooks.isExist('initNativeApi')) hooks.call('initNativeApi', taro)

module.exports = taro
module.exports.default = module.exports
