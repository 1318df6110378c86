import { paperWayLabels, paperWays } from '@contract/deliberation-words'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { BallotPaper } from '@/assembly'
import { Failed } from '@/service'
import { Button, Cell, CellGroup, Chips, List, PhotoPicker, SearchInput, Sheet } from '@/ui'
import type { Paper, VoterForm } from '../../paper'

const ways = paperWays.map((value) => ({ value, label: paperWayLabels[value] }))

/** Who voted, and on a named poll what. */
export const VoterSheet = observer(function VoterSheet({ form, page }: { form: VoterForm; page: Paper }) {
  const { deed } = page
  const missing = deed.error('unitId') ?? deed.error('memberId')
  return (
    <Sheet open title='登记谁投了票' onClose={page.close}>
      <Text className='as-heading'>怎么投的</Text>
      <Chips wrap label='怎么投的' options={ways} value={form.way} onChange={form.setWay} />
      <Text className='as-heading'>谁投的</Text>
      {form.voter ? (
        <CellGroup>
          <Cell icon='home' title={form.voter.label} value='换一位' onPress={form.leave} />
        </CellGroup>
      ) : (
        <Roll form={form} />
      )}
      {missing !== undefined && <Text className='as-line as-late'>{form.voter ? missing : '请选择是谁投的'}</Text>}
      {form.ballot && <BallotPaper ofAnother ballot={form.ballot} error={deed.error('choice')} />}
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

/** Whose votes there are. Who has voted on a phone is not shown; the city says so when it is tried. */
const Roll = observer(function Roll({ form }: { form: VoterForm }) {
  return (
    <>
      <SearchInput label='找房号或称呼' placeholder='例如：1-301' value={form.text} onChange={form.find} />
      <CellGroup>
        <List
          list={form.voters}
          row={(voter) => (
            <Cell
              key={`${voter.unitId} ${voter.memberId}`}
              title={voter.label}
              {...(voter.entered ? { value: '已登记' } : { onPress: () => form.choose(voter) })}
            />
          )}
          empty={<Text className='chair-note'>名册上没有找到，换个写法试试。</Text>}
        />
      </CellGroup>
    </>
  )
})
