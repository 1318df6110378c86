import { Text } from '@tarojs/components'
import { type PropsWithChildren, useState } from 'react'
import { Button } from './button'
import { Cell, CellGroup } from './card'
import { Chips, type Segment } from './segmented'
import { Sheet } from './sheet'
import './filters.scss'

/** Stands for no filter, because a chip needs a value. */
const all = ''

/** What a list is narrowed to, in one line; a tap opens the choices, which are its children. */
export function Filters({
  chosen,
  onClear,
  children,
}: PropsWithChildren<{
  /** What it is narrowed to, in words; what is empty is left out. */
  chosen: readonly (string | false | undefined)[]
  onClear: () => void
}>) {
  const [open, setOpen] = useState(false)
  const words = chosen.filter(Boolean).join('、')
  return (
    <>
      <CellGroup>
        <Cell icon='search' title='筛选' value={words || '全部'} onPress={() => setOpen(true)} />
      </CellGroup>
      <Sheet open={open} title='筛选' onClose={() => setOpen(false)}>
        {children}
        <Button onPress={() => setOpen(false)}>看结果</Button>
        {words !== '' && (
          <Button kind='text' onPress={onClear}>
            不筛选
          </Button>
        )}
      </Sheet>
    </>
  )
}

/** One thing that a list is narrowed by: all of it, or one value. */
export const FilterChips = <V extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly Segment<V>[]
  value: V | undefined
  onChange: (value: V | undefined) => void
}) => (
  <>
    <Text className='hh-filter'>{label}</Text>
    <Chips
      wrap
      label={label}
      options={[{ value: all, label: '全部' }, ...options]}
      value={value ?? all}
      onChange={(chosen) => onChange(options.find((option) => option.value === chosen)?.value)}
    />
  </>
)
