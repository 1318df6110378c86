import { abandonedOptions, topicKindLabels, topicKinds } from '@contract/deliberation-words'
import { limits } from '@contract/limits'
import { Text } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { go } from '@/assembly'
import { useStores } from '@/stores'
import { Button, Chips, Field, OutboxCards, Page, PhotoPicker, StateBanner, TextArea, TextInput } from '@/ui'
import { ProposeForm } from '../../propose-form'
import { useDeliberation } from '../../stores'
import '@/assembly/assembly.scss'

/** A new topic for the group `?group=`. */
export default observer(function ProposePage() {
  const stores = useStores()
  const { group: groupId = '' } = useRouter().params
  const [form] = useState(() => new ProposeForm(stores, groupId))
  const [queued, setQueued] = useState(false)
  const group = useDeliberation().find(groupId)
  const { value } = form
  const send = async () => {
    const outcome = await form.submit()
    if (outcome === 'queued') setQueued(true)
    else if (outcome) go.proposed(outcome.topicId)
  }
  if (queued)
    return (
      <Page footer={<Button onPress={go.back}>好的</Button>}>
        <StateBanner tone='warn' icon='offline' title='已存在手机里'>
          <Text>有网络时自动发出，不会重复。</Text>
        </StateBanner>
        <OutboxCards />
      </Page>
    )
  return (
    <Page
      footer={
        <Button busy={form.sending} onPress={send}>
          提交议题
        </Button>
      }
    >
      {form.failure !== undefined && <StateBanner tone='danger' icon='warning' title={form.failure} />}
      {group && <Text className='as-heading'>{`提到：${group.name}`}</Text>}
      <Field label='哪一类' required error={form.error('kind')}>
        <Chips
          wrap
          label='哪一类'
          options={topicKinds.map((kind) => ({ value: kind as string, label: topicKindLabels[kind] }))}
          value={value.kind ?? ''}
          onChange={(kind) => form.set({ kind: topicKinds.find((one) => one === kind) })}
        />
        {value.kind === 'abandoned' && (
          <Text className='as-line as-quiet'>{`可以商量的办法：${abandonedOptions.join('、')}。`}</Text>
        )}
      </Field>
      <TextInput
        label='商量什么事'
        required
        hint='一句话说清楚'
        placeholder='例如：楼下空地能不能划几个车位'
        maxLength={limits.deliberation.title.max}
        value={value.title}
        error={form.error('title')}
        onChange={(title) => form.set({ title })}
      />
      <TextArea
        label='说说情况'
        required
        placeholder='现在是什么情况，您想怎么办'
        maxLength={limits.deliberation.body.max}
        value={value.body}
        error={form.error('body')}
        onChange={(body) => form.set({ body })}
      />
      <PhotoPicker label='照片' tray={form.photos} error={form.error('photos')} />
    </Page>
  )
})
