import { paperWayLabels, paperWays } from '@contract/deliberation-words'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { BallotPaper } from '@/assembly'
import { Failed } from '@/service'
import { Button, Cell, CellGroup, Chips, Choice, PhotoPicker, SearchInput, Sheet } from '@/ui'
import type { Paper, VoterForm } from '../../paper'

const ways = paperWays.map((value) => ({ value, label: paperWayLabels[value] }))

/** Who voted, and on a named poll what. */
export const VoterSheet = observer(function VoterSheet({ form, page }: { form: VoterForm; page: Paper }) {
  const { deed } = page
  return (
    <Sheet open title='登记谁投了票' onClose={page.close}>
      <Text className='as-heading'>怎么投的</Text>
      <Chips wrap label='怎么投的' options={ways} value={form.way} onChange={form.setWay} />
      <Text className='as-heading'>哪一户</Text>
      {form.building ? <Doors form={form} /> : <Buildings form={form} />}
      {deed.error('unitId') && (
        <Text className='as-line as-late'>{form.unitId ? deed.error('unitId') : '请选择房号'}</Text>
      )}
      {form.asksMember && form.loaded && form.members.length === 0 && (
        <Text className='as-line as-late'>您看不到这个群的成员名单，请由另一名计票人登记，您来核对。</Text>
      )}
      {form.asksMember && form.members.length > 0 && (
        <Choice
          label='这户里谁投的'
          required
          options={form.members.map(({ memberId, name }) => ({ value: memberId, label: name }))}
          value={form.memberId}
          error={deed.error('memberId')}
          onChange={form.chooseMember}
        />
      )}
      {form.ballot && <BallotPaper ballot={form.ballot} error={deed.error('choice')} />}
      <PhotoPicker
        label='照片'
        hint='签收单、委托书等；不要拍到选了什么'
        tray={form.photos}
        error={deed.error('photos')}
      />
      <Failed deed={deed} shown={['unitId', 'memberId', 'choice', 'photos']} />
      <Button onPress={page.submit}>登记</Button>
    </Sheet>
  )
})

const Doors = observer(function Doors({ form }: { form: VoterForm }) {
  return (
    <>
      <CellGroup>
        <Cell icon='home' title={form.building?.name ?? ''} value='换一栋' onPress={form.leaveBuilding} />
      </CellGroup>
      <SearchInput label='找房号' placeholder='例如：1-301' value={form.door} onChange={form.findDoor} />
      <Chips
        wrap
        label='房号'
        options={form.doors.map((unit) => ({ value: unit, label: unit }))}
        value={form.unit ?? ''}
        onChange={form.chooseUnit}
      />
    </>
  )
})

const Buildings = observer(function Buildings({ form }: { form: VoterForm }) {
  return (
    <>
      <SearchInput
        label='小区或楼号'
        value={form.text}
        onChange={(text) => void form.search(text)}
        onSearch={(text) => void form.search(text)}
      />
      <CellGroup>
        {form.found?.map((building) => (
          <Cell
            key={building.id}
            title={building.name}
            hint={building.within}
            onPress={() => void form.chooseBuilding(building)}
          />
        ))}
      </CellGroup>
    </>
  )
})
