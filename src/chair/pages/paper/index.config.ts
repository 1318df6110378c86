export default definePageConfig({ navigationBarTitleText: '登记选票', enablePullDownRefresh: true })
