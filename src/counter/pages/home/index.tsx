import type { Answer } from '@contract'
import { confidentialKinds, serviceKinds } from '@contract/booking-words'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useMemo } from 'react'
import { useFresh } from '@/pages/fresh'
import { SignedOut } from '@/pages/signed-out'
import { kindIcons, Read, Reading } from '@/service'
import { useStores } from '@/stores'
import { Card, Cell, CellGroup, Empty, Page } from '@/ui'
import { go } from '../../go'
import '../../counter.scss'

type SiteView = Answer<'booking.site'>

/** Where those who work for the services begin: their sites, rounds, talks, and people with only a phone. */
export default observer(function CounterHome() {
  const { call, session } = useStores()
  const roles = session.staffRoles
  const siteIds = [
    ...new Set(roles.filter((r) => r.role === 'siteStaff' || r.role === 'counsellor').map((r) => r.areaId)),
  ]
  const key = siteIds.join(' ')
  const reading = useMemo(
    () =>
      new Reading(() =>
        Promise.all(
          key
            .split(' ')
            .filter(Boolean)
            .map((siteId) => call('booking.site', { siteId })),
        ),
      ),
    [call, key],
  )
  useEffect(() => void reading.load(), [reading])
  useFresh(async () => {
    await session.load()
    await reading.load()
  })
  const overseen = roles.filter((r) => r.role === 'communityStaff')
  const talks = session.has('counsellor')
  const carries = session.has('volunteer')
  const registers = session.has('gridWorker') || session.has('siteStaff')
  if (!session.me)
    return (
      <Page>
        <SignedOut />
      </Page>
    )
  return (
    <Page>
      {talks && (
        <CellGroup title='心理咨询'>
          <Cell icon='talk' title='我的咨询' hint='我值班时段的预约和记录' onPress={go.talks} />
          <Cell icon='warning' title='遇到危急情况' hint='怎么做，打给谁' onPress={go.crisis} />
        </CellGroup>
      )}
      {carries && (
        <CellGroup title='志愿送餐'>
          <Cell icon='truck' title='送餐' hint='今天、明天我的网格要送的' onPress={() => go.rounds()} />
        </CellGroup>
      )}
      {registers && (
        <CellGroup title='只用电话的老人'>
          <Cell
            icon='phone'
            title='登记、替他预约'
            hint='按手机号查找或登记'
            onPress={() => go.elder(ownSite(roles))}
          />
        </CellGroup>
      )}
      {siteIds.length > 0 && (
        <Read of={reading}>{(sites) => sites.map((one) => <Site key={one.site.siteId} one={one} />)}</Read>
      )}
      {overseen.map((role) => (
        <CellGroup key={role.areaId} title={role.areaName}>
          <Cell icon='plus' title='新开一个服务站点' onPress={() => go.site({ area: role.areaId })} />
        </CellGroup>
      ))}
      {session.has('cityStaff') && (
        <CellGroup title='全市'>
          <Cell icon='calendar' title='节假日和调休' hint='每年放假通知公布后填' onPress={go.calendar} />
        </CellGroup>
      )}
      {!talks &&
        !carries &&
        !registers &&
        siteIds.length === 0 &&
        overseen.length === 0 &&
        !session.has('cityStaff') && (
          <Empty title='这里给服务站点的工作人员用' hint='要预约服务，请从首页进「服务预约」' />
        )}
    </Page>
  )
})

const ownSite = (roles: { role: string; areaId: string }[]) => roles.find(({ role }) => role === 'siteStaff')?.areaId

const Site = observer(function Site({ one: { site, services, allowed } }: { one: SiteView }) {
  const rosters = services.filter(({ kind }) => confidentialKinds.includes(kind))
  return (
    <>
      <Card title={site.name}>
        <Text className='ct-line ct-quiet'>{`${site.address}，${site.hours}`}</Text>
      </Card>
      <CellGroup>
        {allowed.includes('booking.dayList') && (
          <Cell icon='list' title='今天的预约' hint='签到、名单、备餐数' onPress={() => go.day(site.siteId)} />
        )}
        {allowed.includes('booking.rounds') && services.some(({ kind }) => kind === 'canteen') && (
          <Cell icon='truck' title='送餐单' hint='按网格和楼栋' onPress={() => go.rounds(site.siteId)} />
        )}
        {rosters.map((service) => (
          <Cell
            key={service.serviceId}
            icon='clock'
            title={`${service.name}值班表`}
            hint='谁在哪天值班、换班、空班'
            onPress={() => go.roster(service.serviceId)}
          />
        ))}
        {allowed.includes('booking.editSite') && (
          <Cell icon='edit' title='站点设置' hint='地址、电话、通知' onPress={() => go.site({ id: site.siteId })} />
        )}
      </CellGroup>
      {allowed.includes('booking.editService') && (
        <CellGroup title='服务设置'>
          {services.map((service) => (
            <Cell
              key={service.serviceId}
              icon={kindIcons[service.kind]}
              title={service.name}
              hint={service.open ? serviceKinds[service.kind] : '暂停服务'}
              onPress={() => go.service({ id: service.serviceId })}
            />
          ))}
          <Cell icon='plus' title='新增一项服务' onPress={() => go.service({ site: site.siteId })} />
        </CellGroup>
      )}
    </>
  )
})
