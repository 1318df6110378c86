import type { Answer } from '@contract'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { aria } from '@/platform/aria'
import { useStores } from '@/stores'
import { Button, Card, Confirm, dateWords, ErrorBlock } from '@/ui'
import { Moving } from '../../moving'

type Coverage = Answer<'area.coverage'>

/** After the grids have changed: takes the open items along, on somebody's word and not by itself. */
export const Move = observer(function Move({
  area,
  generation,
}: {
  area: Coverage['area']
  generation: NonNullable<Coverage['generation']>
}) {
  const { call } = useStores()
  const [moving, setMoving] = useState<Moving>()
  const [asking, setAsking] = useState(false)
  const start = () => {
    setAsking(false)
    const one = new Moving(call, generation.id, area.areaId)
    setMoving(one)
    void one.run()
  }
  return (
    <Card title='网格调整以后'>
      <Text className='coverage-help'>
        {`现在用的是 ${dateWords(generation.startsAt)} 起的网格。调整以前报上来的事还在原来的网格，要在这里转过去。`}
      </Text>
      {moving && <Progress moving={moving} />}
      {!moving?.running && !moving?.failure && (
        <Button kind='plain' onPress={() => setAsking(true)}>
          {moving?.done ? '再看一遍' : '把在办的事转到现在的网格'}
        </Button>
      )}
      <Confirm
        open={asking}
        title='转到现在的网格'
        text={`会把${area.name}在办的事逐件核对，网格变了的转过去，并告诉报告人和两边的网格员。时限不变。`}
        action='开始转'
        onClose={() => setAsking(false)}
        onConfirm={start}
      />
    </Card>
  )
})

const Progress = observer(function Progress({ moving }: { moving: Moving }) {
  const { looked, moved, done, failure } = moving
  const counts = `看了 ${looked} 件，转了 ${moved} 件`
  return (
    <>
      <View className='coverage-progress' {...aria({ role: 'status', live: 'polite' })}>
        <Text>{done ? `核对完了，${counts}。` : `${failure ? '停在这里' : '正在核对'}：${counts}。`}</Text>
      </View>
      {failure && <ErrorBlock error={failure} onRetry={moving.run} />}
    </>
  )
})
