export default definePageConfig({ navigationBarTitleText: '网格覆盖', enablePullDownRefresh: true })
