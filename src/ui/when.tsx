import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { aria, keys } from '@/platform/aria'
import { useStores } from '@/stores'
import { exactWords, whenWords } from './time'
import './when.scss'

export interface WhenProps {
  /** ISO 8601. */
  at: string
  /** Words only, inside a row that has a tap of its own. */
  still?: boolean
}

/** An instant in words people use; a tap shows the exact one. */
export const When = observer(function When({ at, still = false }: WhenProps) {
  const { session } = useStores()
  const [exact, setExact] = useState(false)
  const words = exact ? exactWords(at) : whenWords(at, session.now())
  const toggle = () => setExact(!exact)
  if (still) return <Text>{words}</Text>
  return (
    <Text
      className='hh-when'
      onClick={(e) => {
        e.stopPropagation()
        toggle()
      }}
      {...aria({ role: 'button', label: exact ? words : `${words}，轻点看准确时间` })}
      {...keys(toggle)}
    >
      {words}
    </Text>
  )
})
