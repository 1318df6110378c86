import { type Severity, severityLabels } from '@contract/hazard'
import type { ItemAnswer, ItemKind } from '@contract/item'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { phoneCall } from '@/platform/device'
import { useStores } from '@/stores'
import {
  Button,
  Card,
  Cell,
  CellGroup,
  ErrorBlock,
  type IconName,
  Photos,
  Skeleton,
  StateBanner,
  Tag,
  Timeline,
  type Tone,
  When,
} from '@/ui'
import { actionSheets, withdrawals } from './actions'
import { FormSheet } from './form-sheet'
import type { OpenItem } from './open-item'
import { standingOf } from './standing'
import './item-panel.scss'

/** One item as a conversation with the city: how it stands, what was reported, what came of it, what happened. */
export const ItemPanel = observer(function ItemPanel({ page }: { page: OpenItem }) {
  const { view, error } = page
  if (!view) return error ? <ErrorBlock error={error} onRetry={page.load} /> : <Skeleton cards={3} />
  const { item, timeline } = view
  return (
    <View className='item'>
      {error && <ErrorBlock error={error} onRetry={page.load} />}
      <Standing item={item} />
      {item.result !== undefined && (
        <Card title={called(item.kind).result}>
          <Text>{item.result}</Text>
        </Card>
      )}
      {item.kind === 'mediation' && item.state === 'failed' && <LegalAid />}
      <Report item={item} />
      {item.wish !== undefined && (
        <Card title='希望怎么解决'>
          <Text className='item__words'>{item.wish}</Text>
        </Card>
      )}
      <Reporter page={page} item={item} />
      <OtherSide page={page} item={item} />
      <Card title='办理过程'>
        <Timeline events={timeline} />
      </Card>
      {withdrawals
        .filter((name) => view.allowed.includes(name))
        .map((name) => (
          <Button key={name} kind='danger' onPress={() => page.begin(name)}>
            {actionSheets[name].label}
          </Button>
        ))}
      {page.form && <FormSheet key={page.form.action} form={page.form} page={page} />}
    </View>
  )
})

const icons: Record<Tone, IconName> = {
  neutral: 'list',
  accent: 'clock',
  warn: 'clock',
  danger: 'warning',
  done: 'check',
}

const Standing = observer(function Standing({ item }: { item: ItemAnswer }) {
  const { session } = useStores()
  const { tone, title, next } = standingOf(item, session.now())
  return (
    <StateBanner tone={tone} icon={icons[tone]} title={title}>
      {next && <Text>{next}</Text>}
    </StateBanner>
  )
})

const severityTones: Record<Severity, Tone> = { critical: 'danger', urgent: 'warn', ordinary: 'neutral' }

/** How urgent a report is, in a word. */
export const SeverityTag = ({ severity }: { severity: string | undefined }) => {
  const known = severity as Severity | undefined
  return known ? <Tag tone={severityTones[known]}>{severityLabels[known]}</Tag> : null
}

/** What a page calls who brought it and when, by what it is. */
const called = (kind: ItemKind) => words[kind]
const words: Record<ItemKind, { who: string; when: string; result: string }> = {
  hazard: { who: '报告人', when: '报告时间', result: '处理结果' },
  mediation: { who: '申请人', when: '申请时间', result: '双方谈好的' },
  booking: { who: '使用人', when: '提交时间', result: '处理结果' },
}

function Report({ item }: { item: ItemAnswer }) {
  const hidden = item.description === '' && !item.mine
  return (
    <>
      <Card title={item.title} extra={<SeverityTag severity={item.severity} />}>
        {item.flagged && <Text className='item__flag'>文字里可能有不合适的内容，请留意核实。</Text>}
        <Text className='item__words'>
          {hidden ? '这件事由别的邻居报告，原话不公开。有了结果会告诉您。' : item.description}
        </Text>
        <Photos photos={item.photos} label='现场照片' />
      </Card>
      <CellGroup>
        <Cell title='地点' value={item.place} />
        <Cell title='所属' value={item.areaName} />
        <Cell title={called(item.kind).when} value={<When at={item.createdAt} />} />
        <Cell title='编号' value={item.number} />
        {item.mergedCount > 0 && <Cell title='一起办的' value={`另有 ${item.mergedCount} 件同样的报告`} />}
        {item.mergedInto !== undefined && <MergedInto item={item} into={item.mergedInto} />}
      </CellGroup>
    </>
  )
}

function MergedInto({ item, into }: { item: ItemAnswer; into: string }) {
  // A confidential reporter is no party to the other item and could not open it
  const open = item.confidential
    ? undefined
    : () => void Taro.navigateTo({ url: `/hazard/pages/item/index?id=${into}` })
  return <Cell title='并入' value={into} onPress={open} />
}

/** Who reported, for whoever must act: masked until they ask, and asking is in the timeline. */
const Reporter = observer(function Reporter({ page, item }: { page: OpenItem; item: ItemAnswer }) {
  const revealable = page.view?.allowed.includes('item.reveal') ?? false
  if (item.confidential && !item.mine)
    return (
      <CellGroup>
        <Cell title='报告人' icon='lock' hint='保密报告，系统里没有报告人的任何记录，请不要打听。' />
      </CellGroup>
    )
  if (!item.reporter && !revealable) return null
  const { name, phone } = page.contact ?? item.reporter ?? { name: '' }
  return (
    <Card title={called(item.kind).who}>
      <Text className='item__words'>{[name, phone ?? '未留电话'].filter(Boolean).join('　')}</Text>
      {page.contact?.phone ? (
        <CallButton who={`${called(item.kind).who}${name}`} phone={page.contact.phone} />
      ) : (
        revealable &&
        !page.contact && (
          <Button kind='plain' icon='person' onPress={() => page.begin('item.reveal')}>
            查看姓名和电话
          </Button>
        )
      )}
    </Card>
  )
})

const CallButton = ({ who, phone }: { who: string; phone: string }) => (
  <Button kind='plain' icon='phone' label={`打电话给${who}`} onPress={() => phoneCall(phone)}>
    打电话
  </Button>
)

/** Who the other side of a dispute is, masked until it is asked for together with the reporter. */
const OtherSide = observer(function OtherSide({ page, item }: { page: OpenItem; item: ItemAnswer }) {
  if (!item.otherSide) return null
  const { name, phone } = page.contact?.otherSide ?? item.otherSide
  return (
    <Card title='对方'>
      <Text className='item__words'>{[name, phone ?? '没有留电话'].filter(Boolean).join('　')}</Text>
      {page.contact?.otherSide?.phone && <CallButton who='对方' phone={page.contact.otherSide.phone} />}
    </Card>
  )
})

/** Where mediation has not helped, the free advice is one tap away. */
const LegalAid = () => (
  <Card title='法律援助'>
    <Text>12348，打电话问律师不收钱。</Text>
    <Button kind='plain' icon='phone' label='拨打 12348 法律援助' onPress={() => phoneCall('12348')}>
      打 12348
    </Button>
  </Card>
)
