/** Days of the week as settings count them: 1 Monday to 7 Sunday. */
export const weekdays = ['一', '二', '三', '四', '五', '六', '日'].map((name, i) => ({
  value: String(i + 1),
  label: `周${name}`,
}))
