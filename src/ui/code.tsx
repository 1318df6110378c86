import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/aria'
import { copy } from '@/platform/device'
import { Button } from './button'
import './code.scss'

/** `1234567890123456` as `1234 5678 9012 3456`. */
export const inFours = (digits: string): string => digits.replace(/(.{4})(?=.)/g, '$1 ')

/** So that large text breaks in the middle and not before the last group. */
const inHalves = (digits: string) => {
  const middle = Math.ceil(digits.length / 8) * 4
  return [
    { at: 0, digits: digits.slice(0, middle) },
    { at: middle, digits: digits.slice(middle) },
  ]
}

/** Digits to write down or copy: a receipt code, in groups of four. */
export function Code({ value, label }: { value: string; label: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  const onCopy = async () => setOutcome((await copy(value)) ? 'copied' : 'failed')
  return (
    <View className='hh-code'>
      <Text className='hh-code__label'>{label}</Text>
      <Text
        className='hh-code__digits'
        selectable
        userSelect
        {...aria({ label: `${label}：${value.split('').join(' ')}` })}
      >
        {inHalves(value).map((half) => (
          <Text key={half.at} className='hh-code__half'>
            {inFours(half.digits)}
          </Text>
        ))}
      </Text>
      <Button kind='plain' icon='copy' onPress={onCopy}>
        {outcome === 'copied' ? '已复制，再复制一次' : '复制'}
      </Button>
      {outcome === 'failed' && <Text className='hh-code__failed'>没能复制，请抄下来或长按数字复制</Text>}
    </View>
  )
}
