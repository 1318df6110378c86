import { observer } from 'mobx-react-lite'
import { whereWords } from '@/place/where'
import { Cell, CellGroup, Choice, type ChoiceOption } from '@/ui'
import type { ReportForm } from '../../report-form'

type Naming = 'named' | 'confidential'

const options: ChoiceOption<Naming>[] = [
  {
    value: 'named',
    label: '实名',
    hint: '来处理的人可以看到您的姓名和电话，好和您核实。进展随时发到您的「消息」里。',
  },
  {
    value: 'confidential',
    label: '保密',
    hint: '不留下任何能知道是谁报的记录，处理的人也看不到您。发送后给您 16 位查询码，只凭它查进展。',
  },
]

/** ④ With a name or in confidence, and a last look at what will be sent. */
export const NameStep = observer(function NameStep({ form }: { form: ReportForm }) {
  const { confidential, description, where, place } = form.value
  const naming = confidential === undefined ? undefined : confidential ? 'confidential' : 'named'
  const photos = form.photos.photos.length
  return (
    <>
      <Choice
        label='请选一种'
        required
        options={options}
        value={naming}
        error={form.error('confidential')}
        onChange={(chosen) => form.set({ confidential: chosen === 'confidential' })}
      />
      <CellGroup title='发送前再看一眼'>
        <Cell title='什么隐患' hint={form.chosen?.name} onPress={() => form.goTo(1)} />
        <Cell
          title='说一说'
          hint={photos > 0 ? `${description}（照片 ${photos} 张）` : description}
          onPress={() => form.goTo(2)}
        />
        <Cell
          title='在哪里'
          hint={[whereWords(where), place].filter(Boolean).join(' · ')}
          onPress={() => form.goTo(3)}
        />
      </CellGroup>
    </>
  )
})
