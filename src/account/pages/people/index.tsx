import type { ActionError } from '@contract/errors'
import { roleLabels } from '@contract/words'
import { Text } from '@tarojs/components'
import Taro, { useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useMemo, useState } from 'react'
import { groupPersonas, mainRole, type RoleFilter, roleFilters } from '@/account/people'
import { identity } from '@/platform/identity'
import type { Persona } from '@/platform/types'
import { asActionError, useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Chips, Empty, ErrorBlock, Page, SearchInput, Skeleton } from '@/ui'
import './index.scss'

/** Whom one plays in a browser. In WeChat everybody is themselves. */
export default observer(function People() {
  const stores = useStores()
  const { me } = stores.session
  const [people, setPeople] = useState<Persona[]>()
  const [error, setError] = useState<ActionError>()
  const [text, setText] = useState('')
  const [role, setRole] = useState<RoleFilter>('all')

  const load = async () => {
    setError(undefined)
    try {
      setPeople(await identity.people())
    } catch (e) {
      setError(asActionError(e))
    }
  }
  useLoad(() => void load())

  const become = async (id: string | undefined) => {
    await stores.become(id)
    await Taro.switchTab({ url: '/pages/home/index' })
  }
  const groups = useMemo(() => groupPersonas(people ?? [], text, role), [people, text, role])

  if (!identity.chosen)
    return (
      <Page>
        <Empty title='您用的是自己的微信身份' hint='演示身份只在网页演示环境里有' />
      </Page>
    )
  return (
    <Page>
      <Card title={me ? `现在是：${me.name || '未填写姓名'}` : '还没有选身份'}>
        <Text className='people-note'>这里的人都是演示用的。选一个，就以他的身份使用。</Text>
        {me && (
          <Button kind='plain' onPress={() => become(undefined)}>
            退出演示身份
          </Button>
        )}
      </Card>
      {error && <ErrorBlock error={error} onRetry={load} />}
      {!people && !error && <Skeleton cards={3} />}
      {people && (
        <>
          <SearchInput label='找社区、身份或姓名' value={text} onChange={setText} />
          <Chips label='身份' options={roleFilters(people)} value={role} onChange={setRole} />
          {groups.length === 0 && <Empty title='没有找到' hint='换个词，或者选「全部」' />}
        </>
      )}
      {groups.map((group) => (
        <CellGroup key={group.title} title={group.title}>
          {group.people.map((persona) => (
            <Cell
              key={persona.id}
              title={persona.title}
              hint={roleLabels[mainRole(persona)]}
              value={persona.id === me?.id ? '现在' : undefined}
              onPress={() => void become(persona.id)}
            />
          ))}
          {group.more > 0 && <Cell title={`还有 ${group.more} 人，搜一搜`} />}
        </CellGroup>
      ))}
    </Page>
  )
})
