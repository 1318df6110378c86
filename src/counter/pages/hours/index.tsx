import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { Failed, Read } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Choice, dayWords, Page, StateBanner, TextArea, TextInput } from '@/ui'
import { DayForm, type Plan } from '../../day-form'
import { StretchFields } from '../../stretch-fields'
import '../../counter.scss'

const plans: { value: Plan; label: string; hint: string }[] = [
  { value: 'usual', label: '照平时', hint: '按服务设置里的开放时段' },
  { value: 'special', label: '换个时间开', hint: '只管这一天：改时间、改名额，平时不开的日子也能开' },
  { value: 'closed', label: '这一天不开', hint: '已有的预约都会取消，并告诉他们原因' },
]

/** Fields whose error stands beside them. */
const beside = ['windows', 'note', 'reason']

/** How `?service=` opens on `?date=`. */
export default observer(function HoursPage() {
  const { call, session } = useStores()
  const { service = '', date = '' } = useRouter().params
  const [form] = useState(() => new DayForm(call, service, date))
  useEffect(() => void session.load().then(form.load), [session, form])
  const { deed, plan, reading, saved } = form
  return (
    <Page
      footer={
        reading.value && (
          <Button disabled={plan === 'special' && form.windows.length === 0} onPress={form.save}>
            保存这一天
          </Button>
        )
      }
    >
      <Failed deed={deed} shown={beside} />
      {saved && (
        <StateBanner tone='done' icon='check' title='已保存'>
          {saved.cancelled > 0 && <Text>{`${saved.cancelled} 个预约取消了，已经告诉他们。`}</Text>}
        </StateBanner>
      )}
      <Read of={reading}>
        {({ service: { name, kind } }) => (
          <>
            <Card title={dayWords(date, session.now(), true)}>
              <Text className='ct-line'>{name}</Text>
              {form.people > 0 && <Text className='ct-line ct-quiet'>{`这一天有 ${form.people} 人约了或在排队`}</Text>}
            </Card>
            <Choice<Plan>
              label='怎么开'
              required
              options={plans}
              value={plan}
              onChange={(next) => form.set({ plan: next })}
            />
            {plan === 'special' && (
              <Card title='这一天的时段'>
                <Text className='ct-line ct-quiet'>时间不变的时段，约好的人不受影响。</Text>
                {deed.errors.windows && <Text className='ct-line ct-gap'>{deed.errors.windows}</Text>}
                {form.windows.map((window, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else that stays while they are typed
                  <View key={at} className='ct-part'>
                    <StretchFields
                      value={window}
                      kind={kind}
                      error={(field) => deed.error(`windows.${at}.${field}`)}
                      onChange={(change) => form.setWindow(at, change)}
                    />
                    <Button kind='text' onPress={() => form.dropWindow(at)}>
                      去掉这个时段
                    </Button>
                  </View>
                ))}
                <Button kind='plain' icon='plus' onPress={form.addWindow}>
                  加一个时段
                </Button>
              </Card>
            )}
            {plan !== 'usual' && (
              <TextInput
                label='给大家的说明'
                hint='写在日期下面，例如：重阳节加开'
                maxLength={limits.place.max}
                value={form.note}
                error={deed.error('note')}
                onChange={(note) => form.set({ note })}
              />
            )}
            {form.people > 0 && (
              <TextArea
                label='为什么改'
                required={plan === 'closed'}
                hint='约在去掉的时段里的人会收到'
                maxLength={limits.note.max}
                value={form.reason}
                error={deed.error('reason')}
                onChange={(reason) => form.set({ reason })}
              />
            )}
          </>
        )}
      </Read>
    </Page>
  )
})
