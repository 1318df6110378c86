export default definePageConfig({ navigationBarTitleText: '暂停预约的人', enablePullDownRefresh: true })
