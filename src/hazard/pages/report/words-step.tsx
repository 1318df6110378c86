import { limits } from '@contract/limits'
import { observer } from 'mobx-react-lite'
import { PhotoPicker, TextArea } from '@/ui'
import type { ReportForm } from '../../report-form'

/** ② What one sees, in words and photos. */
export const WordsStep = observer(function WordsStep({ form }: { form: ReportForm }) {
  return (
    <>
      <TextArea
        label='看到了什么'
        required
        hint={form.chosen?.hint}
        placeholder='例如：三楼楼道堆满纸箱，走不过去'
        maxLength={limits.description.max}
        value={form.value.description}
        error={form.error('description')}
        onChange={(description) => form.set({ description })}
      />
      <PhotoPicker
        label='照片'
        hint='拍清楚隐患就行。照片里的拍摄地点信息会自动去掉。'
        tray={form.photos}
        error={form.error('photos')}
      />
    </>
  )
})
