import { act, fireEvent, screen } from '@testing-library/react'

/** What a person does with a page, for tests of it: each ends when the page has come to rest. */

/** Lets everything happen that is under way. */
export const rest = () => act(() => new Promise<void>((resolve) => setTimeout(resolve)))

export const tap = async (element: HTMLElement) => {
  fireEvent.click(element)
  await rest()
}

/** Taps the button of that name. */
export const press = (name: string | RegExp) => tap(screen.getByRole('button', { name }))

/** Types into the field of that label. */
export const write = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })
