/** Wrong cells shown of one test. */
const mostShown = 40

/**
 * The cells of a matrix of who may do what, for the test file that calls it. Each is asserted as it is met; the wrong
 * ones of a test are shown together, and how many there were at the end.
 */
export function cellsOf(title: string) {
  let cells = 0
  const wrong: string[] = []
  afterEach(() => {
    expect(wrong.splice(0).slice(0, mostShown)).toEqual([])
  })
  afterAll(() => {
    process.stdout.write(`${title}: ${cells} cells asserted\n`)
  })

  return function cell(what: string, expected: unknown, got: unknown) {
    cells += 1
    const [one, other] = [JSON.stringify(expected), JSON.stringify(got)]
    if (one !== other) wrong.push(`${what}: expected ${one}, got ${other}`)
  }
}
