export default definePageConfig({ navigationBarTitleText: '和合', enablePullDownRefresh: true })
