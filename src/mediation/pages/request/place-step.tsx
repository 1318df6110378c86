import { mediationMatters } from '@contract/words'
import { observer } from 'mobx-react-lite'
import { WherePicker } from '@/place/where'
import { useStores } from '@/stores'
import { Cell, CellGroup } from '@/ui'
import { go } from '../../go'
import type { RequestForm } from '../../request-form'

/** A community mediates, whatever grid the place is in. */
const sentTo = () => '由所在社区的调解员受理'

/** ④ Where it is, and a last look at what will be sent. */
export const PlaceStep = observer(function PlaceStep({ form }: { form: RequestForm }) {
  const { session } = useStores()
  const { matter, description, otherSide, otherPhone } = form.value
  const photos = form.photos.photos.length
  return (
    <>
      <WherePicker form={form} sentTo={sentTo} />
      {session.me && !session.me.phoneMasked && (
        <CellGroup>
          <Cell icon='phone' title='还没有留手机号' hint='留一个，调解员好和您联系' onPress={go.profile} />
        </CellGroup>
      )}
      <CellGroup title='发送前再看一眼'>
        <Cell title='什么纠纷' hint={matter && mediationMatters[matter]} onPress={() => form.goTo(1)} />
        <Cell
          title='说一说'
          hint={photos > 0 ? `${description}（照片 ${photos} 张）` : description}
          onPress={() => form.goTo(2)}
        />
        <Cell
          title='和谁'
          hint={[otherSide, otherPhone].filter(Boolean).join('，') || '没有填'}
          onPress={() => form.goTo(3)}
        />
      </CellGroup>
    </>
  )
})
