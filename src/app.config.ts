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
    {
      root: 'booking',
      pages: [
        'pages/kinds/index',
        'pages/sites/index',
        'pages/site/index',
        'pages/service/index',
        'pages/book/index',
        'pages/booking/index',
        'pages/mine/index',
        'pages/people/index',
        'pages/card/index',
        'pages/proxy/index',
      ],
    },
    { root: 'desk', pages: ['pages/queue/index', 'pages/memberships/index', 'pages/coverage/index'] },
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
  // Without it WeChat refuses the call, and the code at review
  requiredPrivateInfos: ['chooseLocation'],
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
      {
        pagePath: 'pages/home/index',
        text: '首页',
        iconPath: 'assets/tab/home.png',
        selectedIconPath: 'assets/tab/home-on.png',
      },
      {
        pagePath: 'pages/items/index',
        text: '办件',
        iconPath: 'assets/tab/list.png',
        selectedIconPath: 'assets/tab/list-on.png',
      },
      {
        pagePath: 'pages/messages/index',
        text: '消息',
        iconPath: 'assets/tab/bell.png',
        selectedIconPath: 'assets/tab/bell-on.png',
      },
      {
        pagePath: 'pages/me/index',
        text: '我的',
        iconPath: 'assets/tab/person.png',
        selectedIconPath: 'assets/tab/person-on.png',
      },
    ],
  },
})
