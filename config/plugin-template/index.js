const path = require('node:path')
const { added, left } = require('./attributes')

/**
 * Taro plugin: makes the WeChat templates pass aria-* on, and leaves out what no page uses, because every attribute is
 * repeated for each of the 15 levels of nesting that base.wxml spells out. H5 needs neither.
 */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      const { template } = platform
      if (!template) return
      platform.runtimePath = [].concat(platform.runtimePath, path.join(__dirname, 'runtime.js'))
      template.mergeComponents(ctx, added)
      template.modifyCompProps = (_tag, attributes) =>
        Object.fromEntries(Object.entries(attributes).filter(([name]) => !left.includes(name)))
    },
  })
}
