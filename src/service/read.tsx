import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import type { ReactElement, ReactNode } from 'react'
import { SignedOut } from '@/pages/signed-out'
import { Button, ErrorBlock, Skeleton, StateBanner } from '@/ui'
import type { Deed } from './deed'
import type { Reading } from './reading'

/** Skeleton, error with retry, or what was read; the last answer stays while it is read again. */
export const Read = observer(function Read({
  of: reading,
  rows = 3,
  cards = 2,
  children,
}: {
  of: Reading<unknown>
  rows?: number
  cards?: number
  children: (value: unknown) => ReactNode
}) {
  const { value, error, load } = reading
  if (error?.code === 'UNAUTHENTICATED') return <SignedOut />
  if (value === undefined)
    return error ? <ErrorBlock error={error} onRetry={load} /> : <Skeleton rows={rows} cards={cards} />
  return (
    <>
      {error && (
        <StateBanner tone='warn' title='没有刷新成功'>
          <Text>{`下面是上次看到的内容。${error.message}`}</Text>
          <Button kind='text' small onPress={load}>
            重试
          </Button>
        </StateBanner>
      )}
      {children(value)}
    </>
  )
}) as <T>(props: { of: Reading<T>; rows?: number; cards?: number; children: (value: T) => ReactNode }) => ReactElement

/** Why something was not done: a sentence, or the first field that is wrong and not in sight here. */
export const Failed = observer(function Failed({
  deed,
  shown = [],
}: {
  deed: Pick<Deed<never>, 'failure' | 'errors'>
  /** Fields whose error stands beside them. */
  shown?: readonly string[]
}) {
  const { failure, errors } = deed
  const elsewhere = Object.entries(errors).find(([path]) => !shown.includes(path.split('.')[0] ?? ''))
  if (elsewhere) return <StateBanner tone='danger' icon='warning' title={elsewhere[1]} />
  if (!failure || failure.fields) return null
  return <StateBanner tone='danger' icon='warning' title={failure.message} />
})
