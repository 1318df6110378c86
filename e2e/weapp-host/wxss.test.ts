import { wxssToCss } from './wxss'

test('rpx becomes a share of the screen, in custom properties too', () => {
  expect(wxssToCss('page{--tap:88rpx;margin:-1.5rpx 0}')).toBe(
    'wx-page{--tap:calc(88 * var(--rpx));margin:calc(-1.5 * var(--rpx)) 0}',
  )
})

test('built-in tags in selectors get their prefix, classes of the same name do not', () => {
  expect(wxssToCss('.view > view.on, button::after{}')).toBe('.view > wx-view.on, wx-button::after{}')
  expect(wxssToCss('.a:not(text){}')).toBe('.a:not(wx-text){}')
})

test('rules inside a media query are turned, the query is not', () => {
  expect(wxssToCss('@media (min-width: 900px){input{color:red}}')).toBe(
    '@media (min-width: 900px){wx-input{color:red}}',
  )
})

test('comments go', () => {
  expect(wxssToCss('/* view{} */.a{}')).toBe('.a{}')
})
