import { confidentialKinds, type ServiceKind, serviceKinds } from '@contract/booking-words'
import { Text } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { phoneCall } from '@/platform/device'
import { kindIcons, Read, Reading, yuan } from '@/service'
import { useStores } from '@/stores'
import { Cell, CellGroup, Hotline, Page, StateBanner } from '@/ui'
import { decoded, type Guest, go } from '../../go'
import '../../booking.scss'

/** One site `?id=`: where it is, when it opens, what it offers. */
export default observer(function SitePage() {
  const { call } = useStores()
  const params = useRouter().params
  const guest: Guest = { guest: params.guest, guestName: decoded(params.guestName) }
  const [reading] = useState(() => new Reading(() => call('booking.site', { siteId: params.id ?? '' })))
  useFresh(reading.load)
  const talks =
    confidentialKinds.includes(params.kind as ServiceKind) ||
    reading.value?.services.some(({ kind }) => confidentialKinds.includes(kind))
  return (
    <Page>
      {talks && guest.guest === undefined && <Hotline />}
      {guest.guestName !== undefined && <StateBanner icon='person' title={`替 ${guest.guestName} 预约`} />}
      <Read of={reading} cards={2}>
        {({ site, services, allowed }) => (
          <>
            {!site.open && <StateBanner tone='warn' icon='warning' title='站点暂停服务' />}
            {site.notice !== undefined && (
              <StateBanner tone='neutral' icon='bell' title='站点通知'>
                <Text>{site.notice}</Text>
              </StateBanner>
            )}
            <CellGroup title={site.name}>
              <Cell icon='pin' title={site.address} hint={site.areaName} />
              <Cell icon='clock' title={site.hours} />
              {site.phone !== undefined && (
                <Cell
                  icon='phone'
                  title='打电话给站点'
                  hint={site.phone}
                  onPress={() => site.phone && phoneCall(site.phone)}
                />
              )}
            </CellGroup>
            {allowed.includes('booking.editSite') && (
              <CellGroup>
                <Cell icon='edit' title='站点设置' onPress={() => go.settings(site.siteId)} />
              </CellGroup>
            )}
            <CellGroup title='可以预约'>
              {services.map((service) => (
                <Cell
                  key={service.serviceId}
                  icon={kindIcons[service.kind]}
                  title={service.name}
                  hint={service.hint}
                  value={service.open ? leftWords(service.leftToday, service.priceCents) : '暂停服务'}
                  onPress={() => go.service(service.serviceId, { kind: service.kind, ...guest })}
                />
              ))}
              {services.length === 0 && <Cell title='还没有开放的服务' hint={`比如${serviceKinds.canteen}`} />}
            </CellGroup>
          </>
        )}
      </Read>
    </Page>
  )
})

function leftWords(left: number | undefined, priceCents: number): string {
  const price = priceCents > 0 ? `${yuan(priceCents)}起 · ` : ''
  if (left === undefined) return `${price}今天不开`
  return left > 0 ? `${price}今天余 ${left}` : `${price}今天约满`
}
