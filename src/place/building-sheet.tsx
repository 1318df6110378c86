import type { AreaAnswer } from '@contract/area'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useStores } from '@/stores'
import { Cell, CellGroup, Empty, ErrorBlock, SearchInput, Sheet, Skeleton } from '@/ui'
import { BuildingSearch } from './building-search'
import type { Where } from './surroundings'

/** Finds a building by any part of its name. */
export const BuildingSheet = observer(function BuildingSheet({
  open,
  onClose,
  onPick,
}: {
  open: boolean
  onClose: () => void
  onPick: (where: Where) => void
}) {
  const { call } = useStores()
  const [search] = useState(() => new BuildingSearch(call))
  const pick = (building: AreaAnswer) =>
    onPick({ kind: 'building', buildingId: building.id, name: building.name, point: building.point })
  return (
    <Sheet open={open} title='搜索楼栋' onClose={onClose}>
      <SearchInput
        label='小区或楼号'
        placeholder='例如：中兴街 12 号楼'
        value={search.text}
        onChange={search.type}
        onSearch={() => void search.ask()}
      />
      <Found search={search} onPick={pick} />
    </Sheet>
  )
})

const Found = observer(function Found({
  search,
  onPick,
}: {
  search: BuildingSearch
  onPick: (building: AreaAnswer) => void
}) {
  const { found, loading, error } = search
  if (error) return <ErrorBlock error={error} onRetry={search.ask} />
  if (!found) return loading ? <Skeleton rows={3} /> : <Text className='where-line'>输入一两个字就会找。</Text>
  if (found.length === 0) return <Empty title='没有找到这栋楼' hint='换个写法试试，或者回上一页在地图上选' />
  return (
    <CellGroup>
      {found.map((building) => (
        <Cell key={building.id} title={building.name} hint={building.within} onPress={() => onPick(building)} />
      ))}
    </CellGroup>
  )
})
