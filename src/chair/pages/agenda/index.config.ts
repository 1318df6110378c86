export default definePageConfig({ navigationBarTitleText: '排议程', enablePullDownRefresh: true })
