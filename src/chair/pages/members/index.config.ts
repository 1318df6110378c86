export default definePageConfig({ navigationBarTitleText: '成员和代表', enablePullDownRefresh: true })
