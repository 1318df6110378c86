export default definePageConfig({ navigationBarTitleText: '查票箱' })
