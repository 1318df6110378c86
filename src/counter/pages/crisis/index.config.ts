export default definePageConfig({ navigationBarTitleText: '遇到危急情况' })
