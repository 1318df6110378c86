import type { Answer } from '@contract'
import { limits } from '@contract/limits'
import { Text } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { choosePlace } from '@/place/choose-place'
import { bookingDeed, Failed, Read, Reading } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Choice, Page, StateBanner, TextArea, TextInput } from '@/ui'
import { go } from '../../go'
import { SiteForm } from '../../site-form'
import '../../counter.scss'

type SiteView = Answer<'booking.site'>['site']

/** What people read of the site `?id=`; a new one in the community or grid `?area=`. */
export default observer(function SiteSettings() {
  const { call } = useStores()
  const { id, area } = useRouter().params
  const [reading] = useState(() => new Reading(() => call('booking.site', { siteId: id ?? '' })))
  useDidShow(() => {
    if (id && reading.value === undefined) void reading.load()
  })
  if (!id) return <Edit area={area} />
  if (reading.value) return <Edit site={reading.value.site} />
  return (
    <Page>
      <Read of={reading}>{() => null}</Read>
    </Page>
  )
})

const beside = ['name', 'address', 'phone', 'hours', 'notice', 'point', 'open']

const Edit = observer(function Edit({ site, area }: { site?: SiteView; area?: string }) {
  const stores = useStores()
  const [form] = useState(() => new SiteForm(stores, site, area))
  const { deed, value } = form
  const save = async () => {
    if (await form.save()) go.back()
  }
  const onMap = async () => {
    const chosen = await choosePlace(value.point ?? site?.point)
    if (chosen) form.set({ point: { lng: chosen.lng, lat: chosen.lat, system: chosen.system } })
  }
  return (
    <Page footer={<Button onPress={save}>保存</Button>}>
      <Failed deed={deed} shown={beside} />
      <TextInput
        label='站点名称'
        required
        maxLength={30}
        value={value.name}
        error={deed.error('name')}
        onChange={(name) => form.set({ name })}
      />
      <TextInput
        label='地址'
        required
        maxLength={limits.place.max}
        value={value.address}
        error={deed.error('address')}
        onChange={(address) => form.set({ address })}
      />
      <CellGroup>
        <Cell
          icon='pin'
          title={value.point ? '位置已改' : '地图上的位置'}
          hint='居民按远近找站点'
          onPress={() => void onMap()}
        />
      </CellGroup>
      {deed.error('point') && <StateBanner tone='danger' title={deed.error('point') ?? ''} />}
      <TextInput
        label='电话'
        maxLength={20}
        value={value.phone}
        error={deed.error('phone')}
        onChange={(phone) => form.set({ phone })}
      />
      <TextInput
        label='开放时间'
        required
        placeholder='例如：周一至周五 8:00–17:00'
        maxLength={60}
        value={value.hours}
        error={deed.error('hours')}
        onChange={(hours) => form.set({ hours })}
      />
      <TextArea
        label='通知'
        hint='写在站点页最上面'
        maxLength={limits.note.max}
        value={value.notice}
        error={deed.error('notice')}
        onChange={(notice) => form.set({ notice })}
      />
      <Choice
        label='现在开放吗'
        required
        options={[
          { value: 'yes', label: '开放' },
          { value: 'no', label: '暂停', hint: '居民找不到，也约不了' },
        ]}
        value={value.open ? 'yes' : 'no'}
        onChange={(open) => form.set({ open: open === 'yes' })}
      />
      {site && <Reconcile siteId={site.siteId} />}
    </Page>
  )
})

/** Counts every slot again: the promise that no place is lost, on demand. */
const Reconcile = observer(function Reconcile({ siteId }: { siteId: string }) {
  const { call } = useStores()
  const [deed] = useState(() => bookingDeed(call))
  const [found, setFound] = useState<{ slots: number; bookings: number; wrong: number }>()
  const count = async () => {
    let sum = { slots: 0, bookings: 0, wrong: 0 }
    let cursor: string | undefined
    do {
      const page = await deed.run('booking.reconcile', { siteId, cursor })
      if (!page) return
      sum = {
        slots: sum.slots + page.slots,
        bookings: sum.bookings + page.bookings,
        wrong: sum.wrong + page.wrong.length,
      }
      cursor = page.cursor
    } while (cursor !== undefined)
    setFound(sum)
  }
  return (
    <Card title='核对名额'>
      <Text className='ct-line'>把每个时段的预约重新数一遍，看和记下的名额对不对得上。</Text>
      <Failed deed={deed} />
      {found && (
        <Text className={found.wrong > 0 ? 'ct-line ct-gap' : 'ct-line ct-strong'}>
          {found.wrong > 0
            ? `${found.slots} 个时段里有 ${found.wrong} 处对不上，请联系管理员`
            : `${found.slots} 个时段、${found.bookings} 个预约，全都对得上`}
        </Text>
      )}
      <Button kind='plain' onPress={count}>
        核对一遍
      </Button>
    </Card>
  )
})
