import { View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useReachBottom, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { SignedOut } from '@/pages/signed-out'
import { useStores } from '@/stores'
import { Empty, List, Page, StateBanner } from '@/ui'
import { CoverageList } from '../../coverage'
import { type Changed, Staffing } from '../../staffing'
import { useWide } from '../../use-wide'
import { Move } from './move'
import { CoverageCard, CoverageHead, CoverageLine } from './row'
import { StaffSheet } from './staff-sheet'
import { Summary } from './summary'
import './index.scss'

/** Who staffs the grids of an area against the standard, where people are short first. */
export default observer(function CoveragePage() {
  const { call } = useStores()
  const { areaId } = useRouter().params
  const [coverage] = useState(() => new CoverageList(call, areaId))
  const [staffing, setStaffing] = useState<Staffing>()
  const [changed, setChanged] = useState<Changed>()
  const wide = useWide()
  const { list, area } = coverage
  useDidShow(() => void list.refresh())
  usePullDownRefresh(() => void list.refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void list.more())

  const openStaff = (gridId: string) => {
    const one = new Staffing(call, gridId)
    void one.load()
    setChanged(undefined)
    setStaffing(one)
  }
  const onChanged = (answer: Changed) => {
    setStaffing(undefined)
    setChanged(answer)
    void list.refresh()
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }
  const Line = wide ? CoverageLine : CoverageCard
  if (list.error?.code === 'UNAUTHENTICATED')
    return (
      <Page>
        <SignedOut />
      </Page>
    )
  return (
    <Page wide={wide}>
      {changed && <Done changed={changed} />}
      {area && list.rows.length > 0 && <Summary area={area} rows={list.rows} />}
      <View className={wide ? 'coverage coverage--wide' : 'coverage'}>
        {wide && list.rows.length > 0 && <CoverageHead ofGrids={list.rows[0].level === 'grid'} />}
        <List
          list={list}
          row={(row) => (
            <Line key={row.areaId} row={row} onPress={pressOf(row.areaId, row.level, coverage, openStaff)} />
          )}
          empty={<Empty title='这里还没有划分网格' hint='划好网格、导入之后，会在这里看到每个网格的人手' />}
        />
      </View>
      {coverage.moves && area && coverage.generation && <Move area={area} generation={coverage.generation} />}
      {staffing && <StaffSheet staffing={staffing} onClose={() => setStaffing(undefined)} onChanged={onChanged} />}
    </Page>
  )
})

/** A grid opens the change of its worker, for those who may make it; anything larger opens itself. */
function pressOf(areaId: string, level: string, { staffs }: CoverageList, openStaff: (gridId: string) => void) {
  if (level !== 'grid') return () => void Taro.navigateTo({ url: `/desk/pages/coverage/index?areaId=${areaId}` })
  return staffs ? () => openStaff(areaId) : undefined
}

const Done = ({ changed: { workers, open, standIn } }: { changed: Changed }) => (
  <StateBanner
    tone={standIn ? 'warn' : 'done'}
    icon={standIn ? 'warning' : 'check'}
    title={standIn ? '已撤下' : '已安排好'}
  >
    {standIn
      ? '这个网格现在没有网格员，在办的事、新的报告和住址登记由社区负责。'
      : `现在的网格员：${workers.map(({ name }) => name).join('、')}。`}
    {open > 0 && `${open} 件在办的事正在转交，会告诉报告人。`}
  </StateBanner>
)
