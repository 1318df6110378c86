export default definePageConfig({ navigationBarTitleText: '转为其他办理', enablePullDownRefresh: true })
