const path = require('node:path')
const { components } = require('./attributes')

/** Taro plugin: makes the WeChat templates pass aria-* on. H5 has them as DOM attributes already. */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return
      platform.runtimePath = [].concat(platform.runtimePath, path.join(__dirname, 'runtime.js'))
      platform.template.mergeComponents(ctx, components)
    },
  })
}
