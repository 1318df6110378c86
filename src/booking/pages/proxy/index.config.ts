export default definePageConfig({ navigationBarTitleText: '让人代约' })
