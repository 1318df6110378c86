export default definePageConfig({ navigationBarTitleText: '楼栋议事', enablePullDownRefresh: true })
