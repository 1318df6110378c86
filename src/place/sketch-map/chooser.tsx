import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { aria } from '@/platform/aria'
import type { ChosenPlace } from '@/platform/types'
import { useStores } from '@/stores'
import { Button } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { Chips } from '@/ui/segmented'
import { ErrorBlock } from '@/ui/state'
import { Tap } from '@/ui/tap'
import { SketchDrawing } from './map'
import type { Sketch } from './sketch'
import './index.scss'

const patience = 10_000

/** The map over the whole page: tap the place, or take where the device is, or a building by name. */
export const Chooser = observer(function Chooser({
  sketch,
  onDone,
}: {
  sketch: Sketch
  onDone: (place: ChosenPlace | undefined) => void
}) {
  const { session } = useStores()
  const [locating, setLocating] = useState<'asking' | 'refused'>()
  useEffect(() => void sketch.load(), [sketch])

  const locate = () => {
    setLocating('asking')
    if (!navigator.geolocation) return setLocating('refused')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setLocating(undefined)
        void sketch.goTo({
          lng: coords.longitude,
          lat: coords.latitude,
          system: 'wgs84',
          accuracy: Math.round(coords.accuracy),
        })
      },
      () => setLocating('refused'),
      { enableHighAccuracy: true, timeout: patience, maximumAge: 60_000 },
    )
  }

  const { chosen, building, nearest } = sketch
  return (
    <View
      className={`hh-root hh-root--${session.textSize} sketch`}
      {...aria({ role: 'dialog', label: '选位置', modal: true })}
    >
      <View className='sketch__head'>
        <Tap className='sketch__back' label='返回，不选' onPress={() => onDone(undefined)}>
          <Icon name='back' />
        </Tap>
        <Text className='sketch__title' {...aria({ role: 'heading' })}>
          在图上点出位置
        </Text>
      </View>
      <View className='sketch__map'>
        <SketchDrawing sketch={sketch} />
        <View className='sketch__tools'>
          <Tap className='sketch__tool' label='放大' disabled={!sketch.canZoomIn} onPress={() => sketch.zoomBy(-1)}>
            <Icon name='plus' />
          </Tap>
          <Tap className='sketch__tool' label='缩小' disabled={!sketch.canZoomOut} onPress={() => sketch.zoomBy(1)}>
            <Icon name='minus' />
          </Tap>
        </View>
        {sketch.error && (
          <View className='sketch__error'>
            <ErrorBlock error={sketch.error} onRetry={sketch.load} />
          </View>
        )}
      </View>
      <View className='sketch__foot'>
        <Text className='sketch__said' {...aria({ live: 'polite' })}>
          {said(sketch, locating)}
        </Text>
        {nearest.length > 0 && (
          <Chips
            label='附近的楼栋'
            options={nearest.map((b) => ({ value: b.id, label: b.name }))}
            value={building?.id ?? ''}
            onChange={(id) => {
              const target = nearest.find((b) => b.id === id)
              if (target) sketch.choose(target)
            }}
          />
        )}
        <Button kind='plain' icon='pin' busy={locating === 'asking'} onPress={locate}>
          用我的位置
        </Button>
        <Button disabled={!chosen} onPress={() => onDone(chosen)}>
          就选这里
        </Button>
      </View>
    </View>
  )
})

function said(sketch: Sketch, locating: 'asking' | 'refused' | undefined): string {
  if (locating === 'refused') return '没能取到您的位置。请在图上点，或按楼名选。'
  if (sketch.chosen) return `已选：${sketch.chosen.name ?? '图上的这一点'}`
  if (sketch.loading) return '正在画附近的楼栋…'
  return sketch.around?.buildings.length === 0
    ? '这一带还没有楼栋资料，可以直接在图上点。'
    : '点一下图上的位置，或按楼名选。'
}
