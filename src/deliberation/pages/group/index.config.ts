export default definePageConfig({ navigationBarTitleText: '议事群', enablePullDownRefresh: true })
