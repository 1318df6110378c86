export default definePageConfig({ navigationBarTitleText: '各楼六步进展', enablePullDownRefresh: true })
