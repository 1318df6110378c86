export default definePageConfig({ navigationBarTitleText: '核对选票', enablePullDownRefresh: true })
