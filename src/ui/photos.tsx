import type { Photo } from '@contract/fields'
import { limits } from '@contract/limits'
import { Image, Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { choosePhotos, previewPhotos } from '@/platform/photos'
import type { PhotoSource } from '@/platform/types'
import type { PhotoTray } from '@/stores'
import { Button } from './button'
import { Field, type FieldProps } from './field'
import { Icon } from './icon'
import { Sheet } from './sheet'
import { Tap } from './tap'
import './photos.scss'

/** Photos of a record in a grid of three; a tap shows one full screen. */
export const Photos = ({ photos, label = '照片' }: { photos: readonly Photo[]; label?: string }) => {
  if (photos.length === 0) return null
  const urls = photos.map((p) => p.url)
  return (
    <View className='hh-photos'>
      {photos.map((p, i) => (
        <Tap
          key={p.fileId}
          className='hh-photos__cell'
          label={`${label} ${i + 1}，共 ${photos.length} 张，轻点放大`}
          onPress={() => previewPhotos(urls, p.url)}
        >
          <Image className='hh-photos__image' src={p.url} mode='aspectFill' lazyLoad />
        </Tap>
      ))}
    </View>
  )
}

/** Takes up to nine photos; each shows whether it went up, and one that failed can be sent again. */
export const PhotoPicker = observer(function PhotoPicker({ tray, ...field }: FieldProps & { tray: PhotoTray }) {
  const [asking, setAsking] = useState(false)
  const choose = async (source: PhotoSource) => {
    setAsking(false)
    tray.add(await choosePhotos(tray.room, [source]))
  }
  return (
    <Field {...field} note={`${tray.photos.length}/${limits.photos} 张`}>
      <View className='hh-photos'>
        {tray.photos.map((p, i) => (
          <View key={p.key} className='hh-photos__cell'>
            <Tap
              className='hh-photos__image'
              label={`第 ${i + 1} 张，${p.state === 'done' ? '已上传' : p.state === 'failed' ? '没有传上去' : '正在上传'}`}
              onPress={() => previewPhotos([p.path], p.path)}
            >
              {/* Shows through where the photo went up and its copy on this device is gone */}
              <Icon name='photo' className='hh-photos__blank' />
              <Image className='hh-photos__image' src={p.path} mode='aspectFill' />
            </Tap>
            {p.state === 'uploading' && <Text className='hh-photos__state'>上传中…</Text>}
            {p.state === 'failed' && p.retry && (
              <Tap className='hh-photos__state hh-photos__state--failed' onPress={() => tray.retry(p.key)}>
                <Text>重新上传</Text>
              </Tap>
            )}
            <Tap className='hh-photos__remove' label={`移除第 ${i + 1} 张`} onPress={() => tray.remove(p.key)}>
              <Icon name='cross' />
            </Tap>
          </View>
        ))}
        {tray.room > 0 && (
          <Tap className='hh-photos__cell hh-photos__cell--add' label='添加照片' onPress={() => setAsking(true)}>
            <Icon name='camera' />
            <Text>添加照片</Text>
          </Tap>
        )}
      </View>
      {tray.photos.map(
        (p, i) =>
          p.error && (
            <Text key={p.key} className='hh-photos__error'>
              {`第 ${i + 1} 张：${p.error}`}
            </Text>
          ),
      )}
      <Sheet open={asking} title='添加照片' onClose={() => setAsking(false)}>
        <Button icon='camera' onPress={() => choose('camera')}>
          拍照
        </Button>
        <Button kind='plain' icon='photo' onPress={() => choose('album')}>
          从相册选
        </Button>
      </Sheet>
    </Field>
  )
})
