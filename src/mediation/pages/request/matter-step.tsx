import { type MediationMatter, mediationMatters } from '@contract/words'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Card, Cell, CellGroup, Wrong } from '@/ui'
import { matterHints } from '../../matters'
import type { RequestForm } from '../../request-form'

const matters = Object.entries(mediationMatters) as [MediationMatter, string][]

/** ① What it is about: one tap on a row answers it. */
export const MatterStep = observer(function MatterStep({ form }: { form: RequestForm }) {
  return (
    <>
      <Card>
        <Text className='mediation-line'>调解员帮双方坐下来谈，不收钱，全凭自愿，内容不公开，随时可以撤回。</Text>
      </Card>
      <Wrong>{form.error('matter')}</Wrong>
      <CellGroup>
        {matters.map(([matter, label]) => (
          <Cell
            key={matter}
            title={label}
            hint={matterHints[matter]}
            value={matter === form.value.matter ? '已选' : undefined}
            onPress={() => form.chooseMatter(matter)}
          />
        ))}
      </CellGroup>
    </>
  )
})
