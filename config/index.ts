import path from 'node:path'
import { defineConfig } from '@tarojs/cli'

const root = path.resolve(__dirname, '..')
const contract = path.join(root, 'cloudfunctions', 'contract')

/** Outside `src`, yet part of the client: Taro compiles only `src` unless told. These packages ship syntax newer than iOS 12. */
const compiled = [contract, ...['valibot', 'uqr'].map((name) => path.join(root, 'node_modules', name))]

/** Folders whose index names everything: only what a page uses of them goes where the page goes. */
const parts = /[\\/](src[\\/](ui|item|service|assembly)|cloudfunctions[\\/]contract)[\\/].*\.tsx?$/

/**
 * What a city sets when it builds the WeChat client (docs/deployment.md). Taro puts in only what is set, and a phone has
 * no `process` to ask for the rest. Never a secret: it is readable in the package.
 */
const settings = [
  'TARO_APP_CLOUD_ENV',
  'TARO_APP_TEMPLATE_ITEM_PROGRESS',
  'TARO_APP_TEMPLATE_DESK_WORK',
  'TARO_APP_TEMPLATE_REMINDER',
]
const defineConstants = Object.fromEntries(
  settings.map((name) => [`process.env.${name}`, JSON.stringify(process.env[name] ?? '')]),
)

export default defineConfig<'webpack5'>(async () => ({
  projectName: 'hehe',
  // One px of the stylesheets is one CSS pixel on a screen 375 wide
  designWidth: 375,
  deviceRatio: { 375: 2 },
  sourceRoot: 'src',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  plugins: [path.join(__dirname, 'plugin-template', 'index.js')],
  alias: { '@': path.join(root, 'src'), '@contract': contract },
  defineConstants,
  framework: 'react',
  logger: { quiet: true, stats: false },
  // Prebundling packs React's development build into production and breaks dayjs.extend
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: {
    // A warm build for WeChat may carry the style sheets of the build before
    enable: process.env.TARO_ENV === 'h5',
    buildDependencies: {
      setup: ['package-lock.json', 'babel.config.js', 'config/plugin-template/attributes.js'].map((f) =>
        path.join(root, f),
      ),
    },
  },
  mini: {
    compile: { include: compiled },
    optimizeMainPackage: { enable: true },
    // Nothing here sets HTML, and its parser weighs 12 KB
    runtime: { enableInnerHTML: false },
    terser: { enable: true, config: { compress: { passes: 3 } } },
    miniCssExtractPluginOption: { ignoreOrder: true },
    postcss: { pxtransform: { enable: true, config: {} }, cssModules: { enable: false } },
    webpackChain(chain) {
      chain.resolve.alias.set('@tarojs/taro$', path.join(__dirname, 'taro.js'))
      chain.module.rule('parts').merge({ test: parts, sideEffects: false })
    },
  },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    compile: { include: compiled },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: {
      autoprefixer: { enable: true, config: {} },
      // The root stays at 20 px on every screen, so that text neither shrinks on a narrow phone nor doubles on a desk
      pxtransform: { enable: true, config: { baseFontSize: 20, minRootSize: 20, maxRootSize: 20 } },
      cssModules: { enable: false },
    },
    router: { mode: 'hash' },
    webpackChain(chain) {
      // Taro splits initial chunks only, so that every page would repeat the component library
      chain.optimization.splitChunks({
        chunks: 'all',
        minSize: 20_000,
        hidePathInfo: true,
        cacheGroups: {
          vendors: {
            test: /[\\/]node_modules[\\/]/,
            minChunks: 2,
            name: 'vendors',
            priority: 10,
            reuseExistingChunk: true,
          },
          common: { minChunks: 2, priority: 1, reuseExistingChunk: true },
        },
      })
      chain.performance.hints(false)
    },
  },
}))
