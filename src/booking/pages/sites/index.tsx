import { confidentialKinds, type ServiceKind, serviceKinds } from '@contract/booking-words'
import { Text, View } from '@tarojs/components'
import { useReachBottom, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { SignedOut } from '@/pages/signed-out'
import { choosePlace } from '@/place/choose-place'
import { yuan } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Empty, Hotline, List, Page, Tag } from '@/ui'
import { decoded, type Guest, go } from '../../go'
import { type Site, Sites } from '../../sites'
import '../../booking.scss'

/** Sites that offer `?kind=`, nearest first. */
export default observer(function SitesPage() {
  const { call, session } = useStores()
  const params = useRouter().params
  const kind = params.kind as ServiceKind
  const guest: Guest = { guest: params.guest, guestName: decoded(params.guestName) }
  const [sites] = useState(() => new Sites(call, kind, () => homePoint(session.home)))
  useFresh(async () => {
    await session.load()
    await sites.list.refresh()
  })
  useReachBottom(() => void sites.list.more())

  const onMap = async () => {
    const chosen = await choosePlace(sites.near)
    if (!chosen) return
    const { name, address, ...point } = chosen
    await sites.lookFrom({ point, name: name ?? address ?? '地图上选的地方' })
  }
  return (
    <Page>
      {confidentialKinds.includes(kind) && <Hotline />}
      <CellGroup title={serviceKinds[kind]}>
        <Cell
          icon='pin'
          title={sites.place ? sites.place.name : fromWhere(session.home !== undefined)}
          hint='轻点在地图上换个地方找'
          onPress={() => void onMap()}
        />
      </CellGroup>
      {sites.place && session.home && (
        <Button kind='text' onPress={() => sites.lookFrom(undefined)}>
          回到我家附近
        </Button>
      )}
      {sites.list.error?.code === 'UNAUTHENTICATED' ? (
        <SignedOut />
      ) : (
        <List
          list={sites.list}
          row={(site) => <SiteCard key={site.siteId} site={site} kind={kind} guest={guest} />}
          empty={
            <Empty title={`附近还没有${serviceKinds[kind]}`} hint='换个地方找找，或打电话问问社区'>
              <Button kind='plain' icon='pin' onPress={onMap}>
                在地图上换个地方
              </Button>
            </Empty>
          }
        />
      )}
    </Page>
  )
})

const homePoint = (home: { point: { lng: number; lat: number } } | undefined) =>
  home && ({ lng: home.point.lng, lat: home.point.lat, system: 'gcj02' } as const)

const fromWhere = (hasHome: boolean) => (hasHome ? '从我家算起，近的在前' : '还没登记住址，先看本区的站点')

const SiteCard = observer(function SiteCard({ site, kind, guest }: { site: Site; kind: ServiceKind; guest: Guest }) {
  const offers = site.services.filter((service) => service.kind === kind)
  const only = offers.length === 1 ? offers[0] : undefined
  return (
    <Card
      title={site.name}
      extra={site.metres === undefined ? undefined : <Text className='bk-quiet'>{metresWords(site.metres)}</Text>}
    >
      <Text className='bk-line'>{site.address}</Text>
      <Text className='bk-line bk-quiet'>{site.hours}</Text>
      {site.notice !== undefined && <Text className='bk-line bk-notice'>{site.notice}</Text>}
      {offers.map((service) => (
        <View key={service.serviceId} className='bk-offer'>
          <View className='bk-offer__head'>
            <Text className='bk-offer__name'>{service.name}</Text>
            <LeftToday open={site.open && service.open} left={service.leftToday} />
          </View>
          <Text className='bk-line bk-quiet'>
            {service.priceCents === 0 ? service.hint : `${yuan(service.priceCents)}起 · ${service.hint}`}
          </Text>
          <Button
            kind='plain'
            label={`预约${service.name}，${site.name}`}
            onPress={() => go.service(service.serviceId, { kind, ...guest })}
          >
            看时间、预约
          </Button>
        </View>
      ))}
      <Button
        kind='text'
        label={`${site.name}的地址、电话和其他服务`}
        onPress={() => go.site(site.siteId, { kind, ...guest })}
      >
        {only ? '站点电话和其他服务' : '站点电话和全部服务'}
      </Button>
    </Card>
  )
})

const LeftToday = ({ open, left }: { open: boolean; left?: number }) => {
  if (!open) return <Tag>暂停服务</Tag>
  if (left === undefined) return <Tag>今天不开</Tag>
  return left > 0 ? <Tag tone='done'>{`今天余 ${left}`}</Tag> : <Tag tone='warn'>今天约满</Tag>
}

const metresWords = (metres: number) =>
  metres < 1000 ? `${Math.max(10, Math.round(metres / 10) * 10)} 米` : `${(metres / 1000).toFixed(1)} 公里`
