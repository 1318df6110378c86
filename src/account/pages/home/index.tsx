import type { ActionError } from '@contract/errors'
import { limits } from '@contract/limits'
import { type MembershipState, relationLabels, relations } from '@contract/words'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { JoinForm } from '@/account/join'
import { SignedOut } from '@/pages/signed-out'
import { asActionError, type Me, useStores } from '@/stores'
import {
  Button,
  Card,
  Cell,
  CellGroup,
  Chips,
  Choice,
  Confirm,
  Empty,
  ErrorBlock,
  Page,
  SearchInput,
  Skeleton,
  StateBanner,
  Steps,
  Tap,
  TextInput,
  type Tone,
} from '@/ui'
import './index.scss'

type Home = NonNullable<Me['home']>

/** Where I live: as it stands, or the form that says it. */
export default observer(function AddressPage() {
  const { session } = useStores()
  const [moving, setMoving] = useState(false)
  useDidShow(() => void session.load())

  if (!session.me)
    return (
      <Page>
        <SignedOut />
      </Page>
    )
  const home = session.home
  if (home && !moving && home.state !== 'refused') return <Standing home={home} onMove={() => setMoving(true)} />
  return <Join refused={home?.state === 'refused' ? home : undefined} onDone={() => setMoving(false)} />
})

const banners: Record<MembershipState, { tone: Tone; title: string; next: string }> = {
  pending: { tone: 'warn', title: '等楼长或网格员确认', next: '不用等，现在就可以吹哨报事。' },
  confirmed: { tone: 'done', title: '住址已确认', next: '您报的事会直接转到这里的网格员。' },
  refused: { tone: 'danger', title: '住址没有确认', next: '' },
  left: { tone: 'neutral', title: '已不在这里住', next: '' },
}

const toTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })

const Standing = observer(function Standing({ home, onMove }: { home: Home; onMove: () => void }) {
  const { call, session } = useStores()
  const [leaving, setLeaving] = useState(false)
  const [error, setError] = useState<ActionError>()
  const { tone, title, next } = banners[home.state]
  useEffect(toTop, [])
  const leave = async () => {
    try {
      await call('account.leaveBuilding', { membershipId: home.membershipId })
      await session.load()
    } catch (e) {
      setError(asActionError(e))
    }
    setLeaving(false)
  }
  return (
    <Page>
      <StateBanner tone={tone} title={title}>
        <Text>{next}</Text>
      </StateBanner>
      {error && <ErrorBlock error={error} />}
      <CellGroup>
        <Cell title='社区' value={home.communityName} />
        <Cell title='网格' value={home.gridName} />
        <Cell title='楼栋' value={home.buildingName} />
        <Cell title='房号' value={home.unit} />
        <Cell title='您是' value={relationLabels[home.relation]} />
      </CellGroup>
      <Button kind='plain' onPress={onMove}>
        换一处住址
      </Button>
      <Button kind='text' onPress={() => setLeaving(true)}>
        我已不在这里住
      </Button>
      <Confirm
        open={leaving}
        title='不在这里住了？'
        text='这份住址登记会取消。已经报的事照常办理。'
        action='取消登记'
        danger
        onClose={() => setLeaving(false)}
        onConfirm={leave}
      />
    </Page>
  )
})

const titles = { 1: '您住在哪栋楼？', 2: '您住哪一户？', 3: '您与这套房的关系？' }

const Join = observer(function Join({ refused, onDone }: { refused?: Home; onDone: () => void }) {
  const stores = useStores()
  const [form] = useState(() => new JoinForm(stores))
  const { draft, failure, step } = form
  // biome-ignore lint/correctness/useExhaustiveDependencies: every step begins at its top
  useEffect(toTop, [step])
  const submit = async () => {
    if (await form.submit()) onDone()
  }
  return (
    <Page footer={step === 3 && <Button onPress={submit}>提交</Button>}>
      {refused && (
        <StateBanner tone='danger' title='上次登记没有确认'>
          <Text>{`${refused.buildingName} ${refused.unit}。${refused.reason ?? ''}`}</Text>
        </StateBanner>
      )}
      <Steps current={step} total={3} title={titles[step]} />
      {step === 1 && <WhichBuilding form={form} />}
      {step > 1 && form.building && (
        <CellGroup>
          <Cell
            title={step === 3 ? `${form.building.building.name} ${draft.value.unit}` : form.building.building.name}
            hint={`${form.building.communityName} · ${form.building.gridName}`}
          />
        </CellGroup>
      )}
      {step === 2 && <WhichDoor form={form} />}
      {step === 3 && (
        <>
          {failure && !failure.fields && <ErrorBlock error={failure} />}
          <Choice
            label='关系'
            required
            options={relations.map((value) => ({ value, label: relationLabels[value] }))}
            value={draft.value.relation}
            onChange={(relation) => draft.set({ relation })}
            error={failure?.fields?.relation}
          />
          {form.needsName && (
            <TextInput
              label='您的姓名'
              hint='楼长或网格员核对时要看'
              required
              type='nickname'
              maxLength={limits.name.max}
              value={draft.value.name}
              onChange={(name) => draft.set({ name })}
              error={failure?.fields?.name}
            />
          )}
        </>
      )}
      {step > 1 && (
        <Button kind='text' icon='back' onPress={form.back}>
          上一步
        </Button>
      )}
    </Page>
  )
})

const WhichBuilding = observer(function WhichBuilding({ form }: { form: JoinForm }) {
  const { found, error, searching } = form
  return (
    <>
      <SearchInput
        label='小区或楼栋名称'
        placeholder='例如：中兴里 3 号楼'
        value={form.draft.value.text}
        onChange={form.type}
        onSearch={form.search}
      />
      {error && <ErrorBlock error={error} onRetry={form.search} />}
      {searching && !found && <Skeleton />}
      {found && found.length > 0 && (
        <CellGroup>
          {found.map((area) => (
            <Cell key={area.id} title={area.name} hint={area.within} onPress={() => void form.choose(area.id)} />
          ))}
        </CellGroup>
      )}
      {found?.length === 0 && !error && (
        <Empty
          title='没有找到这栋楼'
          hint='换个写法再找，比如只写小区名，或者楼门牌上的名称。还找不到，请打电话给社区。'
        />
      )}
    </>
  )
})

const WhichDoor = observer(function WhichDoor({ form }: { form: JoinForm }) {
  const { building, entrances, draft } = form
  const [entrance, setEntrance] = useState<string>()
  const [typed, setTyped] = useState('')
  if (form.error) return <ErrorBlock error={form.error} onRetry={form.readBuilding} />
  if (!building) return <Skeleton />
  if (building.units.length === 0)
    return (
      <>
        <TextInput
          label='房号'
          hint='例如：2-301'
          required
          maxLength={limits.unit.max}
          value={typed}
          onChange={setTyped}
        />
        <Button disabled={typed.trim() === ''} onPress={() => draft.set({ unit: typed.trim() })}>
          下一步
        </Button>
      </>
    )
  const current = entrance ?? entrances[0] ?? ''
  return (
    <Card>
      {entrances.length > 1 && (
        <Chips
          label='单元'
          options={entrances.map((value) => ({ value, label: value === '' ? '其他' : `${value} 单元` }))}
          value={current}
          onChange={setEntrance}
        />
      )}
      <View className='doors'>
        {form.doors(current).map((unit) => (
          <Tap key={unit} className='doors__door' label={`房号 ${unit}`} onPress={() => draft.set({ unit })}>
            <Text>{unit}</Text>
          </Tap>
        ))}
      </View>
    </Card>
  )
})
