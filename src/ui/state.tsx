import type { ActionError } from '@contract/errors'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import type { PropsWithChildren, ReactElement, ReactNode } from 'react'
import { aria } from '@/platform/aria'
import type { Paged } from '@/stores'
import { Button } from './button'
import { Icon, type IconName } from './icon'
import './state.scss'

/** Calm colours with one meaning each: done, due soon, danger or overdue, under way. */
export type Tone = 'neutral' | 'accent' | 'warn' | 'danger' | 'done'

export const Tag = ({ tone = 'neutral', children }: PropsWithChildren<{ tone?: Tone }>) => (
  <Text className={`hh-tag hh-tag--${tone}`}>{children}</Text>
)

/** The state in one sentence at the top of a page, and below it what comes next. */
export const StateBanner = ({
  tone = 'accent',
  icon,
  title,
  children,
}: PropsWithChildren<{ tone?: Tone; icon?: IconName; title: string }>) => (
  <View className={`hh-banner hh-banner--${tone}`} {...aria({ role: 'status' })}>
    {icon && <Icon name={icon} />}
    <View className='hh-banner__body'>
      <Text className='hh-banner__title'>{title}</Text>
      {children !== undefined && <View className='hh-banner__next'>{children}</View>}
    </View>
  </View>
)

/** Nothing here yet, and what to do about it. */
export const Empty = ({ title, hint, children }: PropsWithChildren<{ title: string; hint?: string }>) => (
  <View className='hh-empty'>
    <Text className='hh-empty__title'>{title}</Text>
    {hint !== undefined && <Text className='hh-empty__hint'>{hint}</Text>}
    {children}
  </View>
)

const counted = (n: number) => Array.from({ length: n }, (_, i) => i)

/** Grey lines where text will be. */
export const Skeleton = ({ rows = 3, cards = 1 }: { rows?: number; cards?: number }) => (
  <View {...aria({ role: 'status', label: '正在加载' })}>
    {counted(cards).map((card) => (
      <View key={card} className='hh-skeleton'>
        {counted(rows).map((row) => (
          <View
            key={row}
            className={row === rows - 1 ? 'hh-skeleton__row hh-skeleton__row--last' : 'hh-skeleton__row'}
          />
        ))}
      </View>
    ))}
  </View>
)

/** What happened, in the server's words, and one way to go on. */
export const ErrorBlock = ({ error, onRetry }: { error: ActionError; onRetry?: () => unknown }) => (
  <View className='hh-error' {...aria({ role: 'alert' })}>
    <Icon name={error.code === 'UNAVAILABLE' ? 'offline' : 'warning'} />
    <Text className='hh-error__text'>{error.message}</Text>
    {onRetry && (
      <Button kind='plain' small onPress={onRetry}>
        重试
      </Button>
    )}
  </View>
)

/** The foot of a list: more on its way, a failed page, or the end said in words. */
export const ListEnd = observer(function ListEnd({ list }: { list: Paged<unknown> }) {
  if (list.rows.length === 0) return null
  if (list.error && list.failedMore) return <ErrorBlock error={list.error} onRetry={list.retry} />
  if (!list.ended && !list.loading)
    return (
      <Button kind='text' onPress={list.more}>
        看更多
      </Button>
    )
  return <Text className='hh-end'>{list.loading ? '正在加载…' : '没有更多了'}</Text>
})

export interface ListProps<T> {
  list: Paged<T>
  /** Draws one row, with a key. */
  row: (value: T) => ReactNode
  empty: ReactElement
}

/** One list page pattern: skeleton, error with retry, empty, rows, end. Old rows stay while they are read again. */
export const List = observer(function List({ list, row, empty }: ListProps<unknown>) {
  if (list.rows.length > 0)
    return (
      <>
        {list.error && !list.failedMore && (
          <StateBanner tone='warn' title='没有刷新成功'>
            <Text>{`下面是上次看到的内容。${list.error.message}`}</Text>
            <Button kind='text' small onPress={list.retry}>
              重试
            </Button>
          </StateBanner>
        )}
        {list.rows.map(row)}
        <ListEnd list={list} />
      </>
    )
  if (list.error) return <ErrorBlock error={list.error} onRetry={list.retry} />
  return list.loaded ? empty : <Skeleton cards={3} />
}) as <T>(props: ListProps<T>) => ReactElement
