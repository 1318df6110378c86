import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Component, type PropsWithChildren, type ReactNode, useEffect, useState } from 'react'
import { aria } from '@/platform/aria'
import { pageHeading, setChromeTextSize } from '@/platform/chrome'
import { useStores } from '@/stores'
import { Button } from './button'
import { Icon } from './icon'
import { Tap } from './tap'
import './page.scss'

export interface PageProps {
  /** Actions within reach of the thumb, above the safe area. */
  footer?: ReactNode
  /** The desk on a wide screen; residents' pages stay a phone column. */
  wide?: boolean
}

/** Root of every page: text size, the offline bar, the safe area, and a page that breaks says so instead of going white. */
export const Page = observer(function Page({ children, footer, wide = false }: PropsWithChildren<PageProps>) {
  const { session, outbox } = useStores()
  const [heading] = useState(pageHeading)
  useEffect(() => setChromeTextSize(session.textSize), [session.textSize])
  const waiting = outbox.entries.filter((e) => e.state === 'waiting').length
  return (
    <View className={`hh-root hh-root--${session.textSize}`}>
      {heading && (
        <View className='hh-heading'>
          <Tap className='hh-heading__back' label='返回' onPress={heading.back}>
            <Icon name='back' />
          </Tap>
          <Text className='hh-heading__title' {...aria({ role: 'heading' })}>
            {heading.title}
          </Text>
        </View>
      )}
      {!session.online && (
        <View className='hh-offline' {...aria({ role: 'status', live: 'polite' })}>
          <Icon name='offline' />
          <Text>{waiting > 0 ? `没有网络，${waiting} 件待发送，联网后自动发出` : '没有网络，内容会先存在手机里'}</Text>
        </View>
      )}
      <View className={wide ? 'hh-page hh-page--wide' : 'hh-page'}>
        <Boundary>{children}</Boundary>
      </View>
      {footer && (
        <View className='hh-footer'>
          <View className='hh-footer__inner'>{footer}</View>
        </View>
      )}
    </View>
  )
})

class Boundary extends Component<PropsWithChildren, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <View className='hh-broken' {...aria({ role: 'alert' })}>
        <Text className='hh-broken__title'>这一页出了点问题</Text>
        <Text>您填写的内容已存在手机里。请再试一次。</Text>
        <Button onPress={() => this.setState({ broken: false })}>再试一次</Button>
      </View>
    )
  }
}
