export default definePageConfig({ navigationBarTitleText: '姓名和电话' })
