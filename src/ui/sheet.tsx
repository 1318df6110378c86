import { Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { aria } from '@/platform/aria'
import { useDialog } from '@/platform/dialog'
import { Button } from './button'
import { Icon } from './icon'
import { Tap } from './tap'
import './sheet.scss'

export interface SheetProps {
  open: boolean
  title: string
  onClose: () => void
}

/** A sheet from the bottom over a veil; a tap on the veil closes it. */
export const Sheet = ({ open, ...sheet }: PropsWithChildren<SheetProps>) => (open ? <OpenSheet {...sheet} /> : null)

function OpenSheet({ title, onClose, children }: PropsWithChildren<Omit<SheetProps, 'open'>>) {
  const dialog = useDialog(onClose)
  return (
    <View className='hh-sheet' catchMove>
      <View className='hh-sheet__veil' onClick={onClose} {...aria({ hidden: true })} />
      <View className='hh-sheet__paper' {...dialog} {...aria({ role: 'dialog', label: title, modal: true })}>
        <View className='hh-sheet__head'>
          <Text className='hh-sheet__title' {...aria({ role: 'heading' })}>
            {title}
          </Text>
          <Tap className='hh-sheet__close' onPress={onClose} label='关闭'>
            <Icon name='cross' />
          </Tap>
        </View>
        {children}
      </View>
    </View>
  )
}

export interface ConfirmProps extends SheetProps {
  /** What will happen, and what cannot be undone. */
  text: string
  /** The action in words: 撤回, never 确定. */
  action: string
  danger?: boolean
  /** A promise keeps the sheet open and busy; the caller closes it. */
  onConfirm: () => unknown
}

/** Asks once more before something that cannot be undone. */
export const Confirm = ({ text, action, danger = false, onConfirm, ...sheet }: ConfirmProps) => (
  <Sheet {...sheet}>
    <Text className='hh-sheet__text'>{text}</Text>
    <Button kind={danger ? 'danger' : 'primary'} onPress={onConfirm}>
      {action}
    </Button>
    <Button kind='text' onPress={sheet.onClose}>
      取消
    </Button>
  </Sheet>
)
