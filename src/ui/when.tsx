import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { aria, keys } from '@/platform/aria'
import { useStores } from '@/stores'
import { dueWords, exactWords, whenWords } from './time'

/** An instant in words people use; a tap shows the exact one. `due` reads it as a deadline. */
export const When = observer(function When({ at, due = false }: { at: string; due?: boolean }) {
  const { session } = useStores()
  const [exact, setExact] = useState(false)
  const words = due ? dueWords(at, session.now()) : whenWords(at, session.now())
  const toggle = () => setExact(!exact)
  return (
    <Text
      className='hh-when'
      onClick={(e) => {
        e.stopPropagation()
        toggle()
      }}
      {...aria({ role: 'button', label: exact ? exactWords(at) : `${words}，轻点看准确时间` })}
      {...keys(toggle)}
    >
      {exact ? exactWords(at) : words}
    </Text>
  )
})
