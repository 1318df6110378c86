import { limits } from '@contract/limits'
import { observer } from 'mobx-react-lite'
import { PhotoPicker, TextArea } from '@/ui'
import type { RequestForm } from '../../request-form'

/** ② What happened, what one hopes for, and photos of it. */
export const WordsStep = observer(function WordsStep({ form }: { form: RequestForm }) {
  const { description, wish } = form.value
  return (
    <>
      <TextArea
        label='事情经过'
        required
        hint='只有调解的人能看到'
        placeholder='例如：楼上半夜拖桌子，说过三次，还是照旧'
        maxLength={limits.description.max}
        value={description}
        error={form.error('description')}
        onChange={(text) => form.set({ description: text })}
      />
      <TextArea
        label='希望怎么解决'
        placeholder='例如：晚上十点以后安静些'
        maxLength={limits.note.max}
        value={wish}
        error={form.error('wish')}
        onChange={(text) => form.set({ wish: text })}
      />
      <PhotoPicker
        label='照片'
        hint='能说明情况的，没有也可以。拍摄地点信息会自动去掉。'
        tray={form.photos}
        error={form.error('photos')}
      />
    </>
  )
})
