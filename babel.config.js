/** One preset for both builds and for Jest (`babel-jest` sets NODE_ENV=test, which turns on CommonJS). */
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', useBuiltIns: false }]],
}
