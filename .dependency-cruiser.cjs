/**
 * Who may import whom. Each rule is one sentence of the architecture; `npm run check:layers` fails on the first breach.
 * Tests may reach further than what they test and are left out.
 */

/** Contexts of the functions: every folder but what all share. */
const contexts = '^cloudfunctions/(?!(?:contract|kernel|testing)/)([^/]+)/'
const rules = '^cloudfunctions/[^/]+/[^/]*rules\\.ts$'
const contract = '^cloudfunctions/contract/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'contract-knows-only-its-schemas',
      comment: 'The contract runs in WeChat, in a browser and in Node: it imports valibot and itself.',
      severity: 'error',
      from: { path: contract },
      to: { pathNot: [contract, '(^|/)node_modules/valibot/'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'A rules.ts imports the contract and other rules; what it needs of the world it is given.',
      severity: 'error',
      from: { path: rules },
      to: { pathNot: [contract, rules] },
    },
    {
      name: 'kinds-lists-rules-only',
      comment: 'cloudfunctions/kinds.ts is a list of the kinds of items, so it sees their rules and nothing else.',
      severity: 'error',
      from: { path: '^cloudfunctions/kinds\\.ts$' },
      to: { pathNot: [contract, rules] },
    },
    {
      name: 'contexts-meet-in-the-kernel',
      comment: 'A context imports no other context; only a rules.ts may import the rules.ts of another.',
      severity: 'error',
      from: { path: contexts, pathNot: rules },
      to: { path: contexts, pathNot: '^cloudfunctions/$1/' },
    },
    {
      name: 'only-what-serves-every-kind-sees-them-all',
      comment: 'A kind of item knows itself. Faces (index.ts), area, item and timer work on whatever kind there is.',
      severity: 'error',
      from: {
        path: '^cloudfunctions/',
        pathNot: ['^cloudfunctions/[^/]+/index\\.ts$', '^cloudfunctions/(area|item|timer)/'],
      },
      to: { path: '^cloudfunctions/kinds\\.ts$' },
    },
    {
      name: 'kernel-knows-no-context',
      comment: 'What a context is about stays in the context.',
      severity: 'error',
      from: { path: '^cloudfunctions/kernel/' },
      to: { path: contexts },
    },
    {
      name: 'functions-know-no-host-and-no-page',
      comment: 'The functions run in the cloud without the local host and without the client.',
      severity: 'error',
      from: { path: '^cloudfunctions/' },
      to: { path: '^(local|src|e2e|bench|tools|config)/' },
    },
    {
      name: 'client-speaks-only-the-contract',
      comment: 'Pages reach the city through `call`; of the functions they know the contract.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(cloudfunctions|local|e2e|bench|tools|config)/', pathNot: contract },
    },
    {
      name: 'subpackages-stand-alone',
      comment:
        'Code of one subpackage is not on the phone when another is; what two need goes to ui, stores or platform.',
      severity: 'error',
      from: { path: '^src/(hazard|mediation|booking|counter|deliberation|chair|desk|account)/' },
      to: { path: '^src/(hazard|mediation|booking|counter|deliberation|chair|desk|account)/', pathNot: '^src/$1/' },
    },
    {
      name: 'main-package-knows-no-subpackage',
      comment: 'An import would pull the subpackage into the main package.',
      severity: 'error',
      from: { path: '^src/(app|pages|ui|stores|platform)' },
      to: { path: '^src/(hazard|mediation|booking|counter|deliberation|chair|desk|account)/' },
    },
    {
      name: 'client-runs-without-node',
      comment: "Node's modules are not in a phone.",
      severity: 'error',
      from: { path: ['^src/', contract, rules] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'test-doubles-stay-in-tests',
      comment: 'The folders named testing hold what only tests need.',
      severity: 'error',
      from: { pathNot: '^(src|cloudfunctions)/testing/' },
      to: { path: '^(src|cloudfunctions)/testing/' },
    },
    {
      name: 'wechat-sdk-only-in-the-cloud-ports',
      comment: 'wx-server-sdk stays behind the ports.',
      severity: 'error',
      from: { pathNot: '^cloudfunctions/kernel/cloud/' },
      to: { path: '(^|/)node_modules/wx-server-sdk/' },
    },
    {
      name: 'sqlite-only-in-the-local-store',
      comment: 'The embedded database belongs to the local host.',
      severity: 'error',
      from: { pathNot: '^local/' },
      to: { path: '(^|/)node_modules/libsql/' },
    },
    {
      name: 'local-knows-no-page',
      comment: 'The host serves the built client as files.',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^(src|e2e|bench|tools|config)/' },
    },
    {
      name: 'no-cycles-between-files',
      comment: 'Two files that need each other are one thought. Types may refer to each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-cycles-between-folders',
      comment: 'A folder stands above or below another, never both.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(src|cloudfunctions|local)' },
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.(scss|css|png|jpg|svg)$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', '^cloudfunctions/testing/'] },
    exclude: { path: ['\\.test\\.tsx?$', '^(src|cloudfunctions|local)/.*/dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
}
