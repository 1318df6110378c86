export default definePageConfig({ navigationBarTitleText: '预约资料' })
