export default defineAppConfig({
  pages: ['pages/home/index', 'pages/items/index', 'pages/messages/index', 'pages/me/index'],
  subPackages: [
    {
      root: 'hazard',
      pages: [
        'pages/report/index',
        'pages/done/index',
        'pages/item/index',
        'pages/follow/index',
        'pages/categories/index',
      ],
    },
    { root: 'desk', pages: ['pages/queue/index', 'pages/memberships/index'] },
    {
      root: 'account',
      pages: ['pages/home/index', 'pages/profile/index', 'pages/people/index', 'pages/privacy/index'],
    },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['hazard'] },
    'pages/me/index': { network: 'all', packages: ['account', 'desk'] },
  },
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
  window: {
    navigationBarTitleText: '和合',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f5f6f8',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: '#4a5159',
    selectedColor: '#1668b8',
    backgroundColor: '#ffffff',
    borderStyle: 'black',
    list: [
      { pagePath: 'pages/home/index', text: '首页' },
      { pagePath: 'pages/items/index', text: '办件' },
      { pagePath: 'pages/messages/index', text: '消息' },
      { pagePath: 'pages/me/index', text: '我的' },
    ],
  },
})
