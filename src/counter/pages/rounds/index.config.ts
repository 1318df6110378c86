export default definePageConfig({ navigationBarTitleText: '送餐', enablePullDownRefresh: true })
