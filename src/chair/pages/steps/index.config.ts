export default definePageConfig({ navigationBarTitleText: '和合大院六步', enablePullDownRefresh: true })
