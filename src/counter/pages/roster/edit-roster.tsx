import type { Answer } from '@contract'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Failed, Several } from '@/service'
import { Button, Card, Chips, TextInput } from '@/ui'
import type { RosterForm } from '../../roster'
import { weekdays } from '../../week'

/** Which shifts there are in a week, and who takes turns on them. */
export const EditRoster = observer(function EditRoster({
  form,
  counsellors,
}: {
  form: RosterForm
  counsellors: Answer<'booking.roster'>['counsellors']
}) {
  const { deed, counsellorIds, templates } = form
  return (
    <>
      <Failed deed={deed} shown={['counsellorIds', 'phone', 'templates']} />
      <Several
        label='谁来轮值'
        required
        hint='空着的班，由最久没有值班的人补上'
        options={Object.fromEntries(counsellors.map((c) => [c.counsellorId, c.title]))}
        value={counsellorIds}
        error={deed.error('counsellorIds')}
        onChange={form.choose}
      />
      <TextInput
        label='值班电话'
        required
        hint='居民会看到这个号码'
        maxLength={20}
        value={form.phone}
        error={deed.error('phone')}
        onChange={form.setPhone}
      />
      <Card title='每周的班'>
        {deed.error('templates') && <Text className='ct-line ct-gap'>{deed.error('templates')}</Text>}
        {templates.map((template) => (
          <View key={template.id} className='ct-part'>
            <Chips
              label='星期几'
              wrap
              options={weekdays}
              value={String(template.weekday)}
              onChange={(day) => form.setTemplate(template.id, { weekday: Number(day) })}
            />
            <TextInput
              label='从'
              required
              placeholder='09:00'
              maxLength={5}
              value={template.start}
              onChange={(start) => form.setTemplate(template.id, { start })}
            />
            <TextInput
              label='到'
              required
              placeholder='12:00'
              maxLength={5}
              value={template.end}
              onChange={(end) => form.setTemplate(template.id, { end })}
            />
            <Button kind='text' onPress={() => form.dropTemplate(template.id)}>
              去掉这一班
            </Button>
          </View>
        ))}
        <Button kind='plain' icon='plus' onPress={form.addTemplate}>
          加一班
        </Button>
      </Card>
    </>
  )
})
