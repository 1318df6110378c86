import type { Answer } from '@contract'
import { yardStepLabels, yardSteps } from '@contract/deliberation-words'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { useReachBottom, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { deliberationDeed, go } from '@/assembly'
import { useFresh } from '@/pages/fresh'
import { Failed } from '@/service'
import { Paged, PhotoTray, useStores } from '@/stores'
import { Button, Cell, CellGroup, Empty, List, Page, PhotoPicker, Sheet, StateBanner, Tag, Tap, TextArea } from '@/ui'
import '@/assembly/assembly.scss'
import '../../chair.scss'

type Area = Answer<'deliberation.stepBoard'>['areas'][number]

/** The buildings and courtyards of the community `?area=`, abandoned ones first, and how far each has come. */
export default observer(function BoardPage() {
  const { call, session } = useStores()
  const { area: areaId = '' } = useRouter().params
  const [recording, setRecording] = useState(false)
  const [board] = useState(
    () =>
      new Paged<Area>(
        async (cursor) => {
          const page = await call('deliberation.stepBoard', { areaId, cursor })
          return { rows: page.areas, cursor: page.cursor }
        },
        (area) => area.areaId,
      ),
  )
  useFresh(async () => {
    await session.load()
    await board.refresh()
  })
  useReachBottom(() => void board.more())
  return (
    <Page>
      {session.has('communityStaff') && (
        <CellGroup>
          <Cell
            icon='edit'
            title='登记业主表决的授权'
            hint='登记以后，这里的表决才有法律效力'
            onPress={() => setRecording(true)}
          />
        </CellGroup>
      )}
      <List
        list={board}
        row={(area) => <Row key={area.areaId} area={area} />}
        empty={<Empty title='这个社区还没有登记楼栋' />}
      />
      {recording && <RecordSheet areaId={areaId} onClose={() => setRecording(false)} />}
    </Page>
  )
})

const Row = ({ area }: { area: Area }) => (
  <Tap className='as-topic' onPress={() => go.steps(area.areaId)}>
    <View className='as-tags'>
      {area.abandoned && <Tag tone='warn'>弃管楼</Tag>}
      <Tag tone={area.confirmed.length === yardSteps.length ? 'done' : 'neutral'}>
        {`做完 ${area.confirmed.length} 步`}
      </Tag>
      {area.submitted.length > 0 && <Tag tone='accent'>{`${area.submitted.length} 步等您确认`}</Tag>}
    </View>
    <Text className='as-topic__title'>{area.name}</Text>
    <View className='chair-dots'>
      {yardSteps.map((step) => {
        const done = area.confirmed.includes(step)
        const sent = area.submitted.includes(step)
        return (
          <Tag key={step} tone={done ? 'done' : sent ? 'accent' : 'neutral'}>
            {`${yardStepLabels[step]}${done ? ' 完成' : sent ? ' 待确认' : ''}`}
          </Tag>
        )
      })}
    </View>
  </Tap>
)

/** The community's record that owners' polls here may bind. */
const RecordSheet = observer(function RecordSheet({ areaId, onClose }: { areaId: string; onClose: () => void }) {
  const { call } = useStores()
  const [deed] = useState(() => deliberationDeed(call))
  const [photos] = useState(() => new PhotoTray())
  const [note, setNote] = useState('')
  const [done, setDone] = useState(false)
  const send = async () => {
    const ids = photos.photos.flatMap((p) => p.fileId ?? [])
    if (await deed.run('deliberation.recordAuthorisation', { areaId, note, photos: ids })) setDone(true)
  }
  return (
    <Sheet open title='登记业主表决的授权' onClose={onClose}>
      {done ? (
        <StateBanner tone='done' icon='check' title='已登记'>
          <Text>以后发起的公约和业主表决，按法定的条件算结果。</Text>
        </StateBanner>
      ) : (
        <>
          <Text className='as-line as-quiet'>
            登记之前，这里的表决都只是征询意见。有主管部门的文件或业主大会的决议，才能登记。
          </Text>
          <TextArea
            label='依据'
            required
            placeholder='例如：业主大会 2026 年 3 月决议，同意用小程序表决'
            maxLength={limits.note.max}
            value={note}
            error={deed.error('note')}
            onChange={setNote}
          />
          <PhotoPicker label='文件照片' tray={photos} error={deed.error('photos')} />
          <Failed deed={deed} shown={['note', 'photos']} />
          <Button onPress={send}>登记</Button>
        </>
      )}
    </Sheet>
  )
})
