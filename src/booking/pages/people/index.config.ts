export default definePageConfig({ navigationBarTitleText: '家人和代约', enablePullDownRefresh: true })
