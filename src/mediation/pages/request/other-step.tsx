import { limits } from '@contract/limits'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Card, TextInput } from '@/ui'
import type { RequestForm } from '../../request-form'

/** ③ Who the other side is, as far as one knows. */
export const OtherStep = observer(function OtherStep({ form }: { form: RequestForm }) {
  const { otherSide, otherPhone } = form.value
  return (
    <>
      <Card>
        <Text className='mediation-line'>调解员要找到对方才能调解。不清楚可以不填，调解员会问您。</Text>
        <Text className='mediation-line mediation-line--quiet'>只给调解的人看，每次查看都有记录。</Text>
      </Card>
      <TextInput
        label='对方是谁'
        placeholder='例如：楼上302的住户'
        maxLength={limits.place.max}
        value={otherSide}
        error={form.error('otherSide')}
        onChange={(text) => form.set({ otherSide: text })}
      />
      <TextInput
        label='对方的手机号'
        type='number'
        maxLength={11}
        value={otherPhone}
        error={form.error('otherPhone')}
        onChange={(text) => form.set({ otherPhone: text })}
      />
    </>
  )
})
